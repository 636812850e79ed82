package org.hermescdc.plugin.datasource.jdbc;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.hermescdc.spi.SourceException;

/** Finds the driver of a URL among those on the class path, to which the jars of {@code plugins/} belong. */
final class Drivers {

    private final Supplier<List<Driver>> installed;

    /** Those that register themselves, as all drivers do. */
    Drivers() {
        this(() -> DriverManager.drivers().toList());
    }

    Drivers(Supplier<List<Driver>> installed) {
        this.installed = installed;
    }

    /**
     * Returns the driver.
     *
     * @throws SourceException if there is none; it names what to put where
     */
    Driver of(String source, String url) {
        return find(url)
                .orElseThrow(() -> new SourceException(
                        source,
                        "no JDBC driver for " + JdbcUrl.shown(url) + " is installed: put the jar of its driver ("
                                + JdbcUrl.of(url).driver() + ") into the folder plugins/, and start again",
                        null));
    }

    private Optional<Driver> find(String url) {
        return installed.get().stream().filter(driver -> accepts(driver, url)).findFirst();
    }

    private static boolean accepts(Driver driver, String url) {
        try {
            return driver.acceptsURL(url);
        } catch (SQLException e) {
            return false;
        }
    }
}
