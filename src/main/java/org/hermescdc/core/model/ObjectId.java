package org.hermescdc.core.model;

/** What tells one object from all others: its type and its primary key. */
public record ObjectId(String type, Key key) {

    /** As operators know it: {@code Users[42]}. */
    @Override
    public String toString() {
        return type + "[" + key + "]";
    }
}
