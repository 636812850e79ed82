package org.hermescdc.store;

import java.nio.file.Path;
import java.util.Optional;

/** Random units of work in a database. */
class SqliteRandomUnitsTest extends RandomUnits {

    @Override
    Store open(Path directory, boolean compression) {
        return JdbcStore.open(new JdbcStore.Options(
                "jdbc:sqlite:" + directory.resolve("cache.db"), Optional.empty(), Optional.empty(), "hermes-test"));
    }
}
