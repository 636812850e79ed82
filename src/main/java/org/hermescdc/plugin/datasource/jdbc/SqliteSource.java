package org.hermescdc.plugin.datasource.jdbc;

import java.math.BigInteger;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteOpenMode;

/** The datasource {@code sqlite}: a database in one file. The file is never created: a missing one is an error. */
public final class SqliteSource extends JdbcSource {

    private static final int MILLISECONDS_TO_WAIT_FOR_A_LOCK = 30_000;

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.text("uri").asRequired().describedAs("The database file."));
    }

    @Override
    Driver driver(String source, Settings settings) {
        return new JDBC();
    }

    @Override
    String url(Settings settings) {
        return JDBC.PREFIX + settings.text("uri");
    }

    @Override
    Properties properties(Settings settings) {
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        config.setBusyTimeout(MILLISECONDS_TO_WAIT_FOR_A_LOCK);
        return config.toProperties();
    }

    /** Opened at each use: a file put in the place of another is seen. */
    @Override
    boolean keepsConnection() {
        return false;
    }

    @Override
    ParameterStyle parameterStyle(Settings settings) {
        return ParameterStyle.COLON_BRACKETS;
    }

    @Override
    ColumnTypes types(Settings settings) {
        return SqliteTypes.INSTANCE;
    }

    @Override
    ValueBinder binder() {
        return new Binder();
    }

    /** Datetimes as the text that SQLite's own date functions give. */
    private static final class Binder extends ValueBinder {

        private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

        @Override
        void bindBigInteger(PreparedStatement statement, int index, String name, BigInteger number)
                throws SQLException {
            throw new SQLException("variable '" + name + "' is an int of more than 64 bits, which SQLite cannot hold");
        }

        @Override
        void bindDatetime(PreparedStatement statement, int index, LocalDateTime datetime) throws SQLException {
            statement.setString(index, TEXT.format(datetime));
        }
    }
}
