package org.hermescdc.matrix;

import java.util.List;

/** The data types of the server. */
enum Type {
    USERS("Users", "people", List.of("id"), List.of("id", "login", "name", "mail", "shoe", "phones")),
    GROUPS("Groups", "teams", List.of("id"), List.of("id", "name")),
    MEMBERS("GroupsMembers", "memberships", List.of("group_id", "user_id"), List.of("group_id", "user_id"));

    private final String typeName;
    private final String table;
    private final List<String> key;
    private final List<String> columns;

    Type(String typeName, String table, List<String> key, List<String> columns) {
        this.typeName = typeName;
        this.table = table;
        this.key = key;
        this.columns = columns;
    }

    String typeName() {
        return typeName;
    }

    /** What sources call the table, file or path. */
    String table() {
        return table;
    }

    /** Its primary key attributes. */
    List<String> key() {
        return key;
    }

    /** Its attributes, and what most sources call them. */
    List<String> columns() {
        return columns;
    }
}
