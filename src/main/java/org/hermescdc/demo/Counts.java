package org.hermescdc.demo;

import java.util.Locale;

/** How many users, groups and memberships there are, in the source or in a target. */
record Counts(long users, long groups, long memberships) {

    @Override
    public String toString() {
        return number(users) + " users, " + number(groups) + " groups, " + number(memberships) + " memberships";
    }

    static String number(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }
}
