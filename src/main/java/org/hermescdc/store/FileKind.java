package org.hermescdc.store;

/** What the file of a collection holds, and so how it is kept (spec/05). */
public enum FileKind {
    /** Entries and schemas: with backups, mode from the umask. */
    DATA(true, false),
    /** The state of an application: no backups, mode from the umask. */
    STATE(false, false),
    /** An error queue, which may hold secrets: with backups, mode 0600. */
    PRIVATE_DATA(true, true),
    /** A saved configuration: no backups, mode 0600. */
    PRIVATE_STATE(false, true);

    private final boolean withBackups;
    private final boolean ownerOnly;

    FileKind(boolean withBackups, boolean ownerOnly) {
        this.withBackups = withBackups;
        this.ownerOnly = ownerOnly;
    }

    boolean withBackups() {
        return withBackups;
    }

    boolean ownerOnly() {
        return ownerOnly;
    }
}
