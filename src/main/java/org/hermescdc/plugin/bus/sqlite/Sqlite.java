package org.hermescdc.plugin.bus.sqlite;

import org.sqlite.SQLiteConfig;

/** How both sides open the bus file. */
final class Sqlite {

    private static final int MILLISECONDS_TO_WAIT_FOR_A_LOCK = 30_000;

    private Sqlite() {}

    static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(MILLISECONDS_TO_WAIT_FOR_A_LOCK);
        return config;
    }
}
