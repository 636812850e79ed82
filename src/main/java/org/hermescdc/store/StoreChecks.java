package org.hermescdc.store;

import java.util.regex.Pattern;

/** What every store refuses. */
final class StoreChecks {

    private static final Pattern NAME = Pattern.compile("[^./\\x00][^/\\x00]*");

    private StoreChecks() {}

    static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' cannot be the name of a cache file");
        }
    }

    /** A table is open with one format and kind. */
    static void requireSame(
            String name, TableFormat<?, ?> open, FileKind openKind, TableFormat<?, ?> asked, FileKind askedKind) {
        if (!open.equals(asked) || openKind != askedKind) {
            throw new IllegalArgumentException("the table " + name + " is open with the format " + open + " as "
                    + openKind + "; asked for: " + asked + " as " + askedKind);
        }
    }

    static void requireNoRekeying(UnitOfWork unit) {
        if (unit.changes().stream().anyMatch(Change.Rekey.class::isInstance)) {
            throw new IllegalArgumentException("a table is rekeyed by a save only");
        }
    }

    static IllegalArgumentException stranger(String name) {
        return new IllegalArgumentException(name + " does not belong to this store: open it there");
    }
}
