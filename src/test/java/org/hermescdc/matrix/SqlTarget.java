package org.hermescdc.matrix;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.it.TcpProxy;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;

/** Tables of a database: by table, and by statements. */
final class SqlTarget extends Target {

    private static final String FACTS = """
            SELECT t.name, p.login FROM roles m JOIN groups_of_all t ON t.id = m.team JOIN persons p ON p.id = m.person""";

    private final String url;
    private final String user;
    private final String password;
    private final TcpProxy proxy;

    /** @param server the port of the database in {@code url} */
    SqlTarget(String url, int server, String user, String password) throws SQLException {
        this.url = url;
        this.user = user;
        this.password = password;
        this.proxy = new TcpProxy(server);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE persons (id INTEGER PRIMARY KEY, login VARCHAR(50) UNIQUE,"
                    + " name VARCHAR(100), mail VARCHAR(100), shoe INTEGER, phones VARCHAR(100))");
            statement.execute("CREATE TABLE groups_of_all (id INTEGER PRIMARY KEY, name VARCHAR(100))");
            statement.execute(
                    "CREATE TABLE roles (team INTEGER, person INTEGER, PRIMARY KEY (team, person),"
                            + " FOREIGN KEY (team) REFERENCES groups_of_all (id), FOREIGN KEY (person) REFERENCES persons (id))");
        }
    }

    @Override
    String plugin() {
        return "sql";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return switch (type) {
            case USERS ->
                Map.of(
                        "login",
                        "login",
                        "name",
                        "name",
                        "mail",
                        "mail",
                        "shoe",
                        "shoe",
                        "phones",
                        "{{ phones | default([]) | join('|') }}");
            case GROUPS -> Map.of("name", "name");
            case MEMBERS -> Map.of("user_pkey", "user_id", "group_pkey", "group_id");
        };
    }

    @Override
    Map<String, Object> settings() {
        int port = java.net.URI.create(url.substring("jdbc:".length())).getPort();
        return Map.of(
                "url",
                url.replace(":" + port + "/", ":" + proxy.port() + "/"),
                "user",
                user,
                "password",
                password,
                "types",
                Map.of(
                        "Users",
                        Map.of(
                                "table",
                                "persons",
                                "key",
                                Map.of("id", "_pkey_id"),
                                "columns",
                                Map.of(
                                        "login", "login", "name", "name", "mail", "mail", "shoe", "shoe", "phones",
                                        "phones")),
                        "Groups",
                        Map.of(
                                "statements",
                                Map.of(
                                        "added",
                                        List.of(
                                                "DELETE FROM groups_of_all WHERE id = :_pkey_id",
                                                "INSERT INTO groups_of_all VALUES (:_pkey_id, :name)"),
                                        "modified",
                                        List.of("UPDATE groups_of_all SET name = :name WHERE id = :_pkey_id"),
                                        "removed",
                                        List.of("DELETE FROM groups_of_all WHERE id = :_pkey_id"))),
                        "GroupsMembers",
                        Map.of("table", "roles", "key", Map.of("team", "group_pkey", "person", "user_pkey"))));
    }

    @Override
    Facts facts() throws SQLException {
        Facts facts = new Facts();
        for (List<String> row : rows("SELECT login, name, mail, shoe, phones FROM persons")) {
            String phones = row.get(4);
            facts.user(
                    row.get(0),
                    row.get(1),
                    row.get(2),
                    row.get(3),
                    phones == null || phones.isEmpty() ? List.of() : List.of(phones.split("\\|")));
        }
        rows("SELECT name FROM groups_of_all").forEach(row -> facts.add(Shown.GROUPS, row.get(0)));
        rows(FACTS).forEach(row -> facts.add(Shown.MEMBERSHIPS, row.get(0) + " has " + row.get(1)));
        return facts;
    }

    private List<List<String>> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    void takeAway() {
        proxy.refuse();
    }

    @Override
    void bringBack() {
        proxy.pass();
    }

    @Override
    public void close() {
        proxy.close();
    }
}
