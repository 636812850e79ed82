package org.hermescdc.plugin.datasource.jdbc;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is known of databases by the beginning of their URL.
 *
 * @param prefix of the URL
 * @param driver the driver's class, and the jar that holds it, for messages
 * @param style how queries name parameters
 * @param properties of the driver, unless the configuration says otherwise: limits of time, and streaming
 */
record JdbcUrl(String prefix, String driver, ParameterStyle style, Map<String, String> properties) {

    private static final String SECONDS_TO_CONNECT = "10";
    private static final String SECONDS_TO_ANSWER = "1800";

    /** The MariaDB driver streams by itself where it has a fetch size; the one of MySQL only through a cursor. */
    private static final List<JdbcUrl> KNOWN = List.of(
            new JdbcUrl(
                    "jdbc:mariadb:",
                    "org.mariadb.jdbc.Driver, in mariadb-java-client-VERSION.jar",
                    ParameterStyle.COLON_BACKSLASH,
                    Map.of(
                            "connectTimeout", SECONDS_TO_CONNECT + "000",
                            "socketTimeout", SECONDS_TO_ANSWER + "000",
                            "tcpKeepAlive", "true")),
            new JdbcUrl(
                    "jdbc:mysql:",
                    "com.mysql.cj.jdbc.Driver, in mysql-connector-j-VERSION.jar",
                    ParameterStyle.COLON_BACKSLASH,
                    Map.of(
                            "connectTimeout", SECONDS_TO_CONNECT + "000",
                            "socketTimeout", SECONDS_TO_ANSWER + "000",
                            "useCursorFetch", "true")),
            new JdbcUrl(
                    "jdbc:sqlserver:",
                    "com.microsoft.sqlserver.jdbc.SQLServerDriver, in mssql-jdbc-VERSION.jar",
                    ParameterStyle.COLON_BRACKETS,
                    Map.of("loginTimeout", SECONDS_TO_CONNECT, "socketTimeout", SECONDS_TO_ANSWER + "000")),
            new JdbcUrl(
                    "jdbc:oracle:",
                    "oracle.jdbc.OracleDriver, in ojdbc11.jar",
                    ParameterStyle.COLON_ORACLE,
                    Map.of(
                            "oracle.net.CONNECT_TIMEOUT", SECONDS_TO_CONNECT + "000",
                            "oracle.jdbc.ReadTimeout", SECONDS_TO_ANSWER + "000")),
            new JdbcUrl(
                    "jdbc:postgresql:",
                    "org.postgresql.Driver, which ships with Hermes",
                    ParameterStyle.COLON,
                    Map.of(
                            "connectTimeout", SECONDS_TO_CONNECT,
                            "loginTimeout", SECONDS_TO_CONNECT,
                            "socketTimeout", SECONDS_TO_ANSWER,
                            "tcpKeepAlive", "true")),
            new JdbcUrl(
                    "jdbc:h2:",
                    "org.h2.Driver, in h2-VERSION.jar",
                    ParameterStyle.COLON,
                    Map.of("NETWORK_TIMEOUT", SECONDS_TO_ANSWER + "000")));

    private static final JdbcUrl OTHER =
            new JdbcUrl("jdbc:", "a driver that takes this URL", ParameterStyle.COLON, Map.of());

    private static final Pattern PASSWORD =
            Pattern.compile("(?i)(?:[?&;,(]\\s*(?:password|pwd)\\s*=)|//[^/@?;]*:[^/@?;]*@|jdbc:oracle:[^@]*/[^@]*@");

    /** What is known of the database of {@code url}. */
    static JdbcUrl of(String url) {
        return KNOWN.stream()
                .filter(known -> url.startsWith(known.prefix))
                .findFirst()
                .orElse(OTHER);
    }

    /** Whether a URL holds a password: it would be shown in messages. */
    static boolean holdsPassword(String url) {
        return PASSWORD.matcher(url).find();
    }

    /** Whether a URL has an option of this name; some drivers refuse one that is given twice. */
    static boolean sets(String url, String option) {
        return Pattern.compile("(?i)[?&;,(]\\s*" + Pattern.quote(option) + "\\s*=")
                .matcher(url)
                .find();
    }

    /** The URL without its options, as messages show it. */
    static String shown(String url) {
        return Arrays.asList(url.split("[?;]", 2)).get(0);
    }
}
