package org.hermescdc.plugin.handler.sql;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.plugin.datasource.jdbc.Database;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** The client plugin {@code sql} (spec/07): each event is one transaction in a database. */
public final class SqlHandler implements EventHandler {

    private SqlSettings settings;
    private Database database;

    @Override
    public String name() {
        return "sql";
    }

    @Override
    public SettingsSchema settings() {
        return SqlSettings.SCHEMA;
    }

    @Override
    public List<HandledType> types(Settings configured) {
        return SqlSettings.types(configured);
    }

    @Override
    public void start(Settings configured, ObjectLookup lookup) {
        settings = SqlSettings.of(configured);
        database = Database.of(name(), configured);
    }

    @Override
    public void close() {
        if (database != null) {
            database.close();
        }
    }

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void apply(HandlerCall call) {
        TableTarget table = settings.tables().get(call.type());
        List<String> statements =
                settings.statements().getOrDefault(call.type(), Map.of()).getOrDefault(call.event(), List.of());
        if (table != null && call.event() != HandlerEvent.TRASHED && call.event() != HandlerEvent.RECYCLED) {
            run(call, transaction -> write(transaction, table, call));
        } else if (!statements.isEmpty()) {
            Map<String, Object> vars = vars(call);
            run(call, transaction -> {
                for (String sql : statements) {
                    transaction.execute(sql, vars);
                }
            });
        }
    }

    private static void write(Database.Transaction transaction, TableTarget table, HandlerCall call)
            throws SQLException {
        if (call.event() == HandlerEvent.REMOVED) {
            table.delete(transaction, call.cachedObject());
        } else {
            table.write(transaction, call.newObject(), call.cachedObject());
        }
    }

    private void run(HandlerCall call, Database.Work work) {
        try {
            database.run(work);
        } catch (Database.UncertainException e) {
            call.context().markPartiallyProcessed();
            throw new HandlerException("the commit failed, so that it may have been done or not: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new HandlerException("the database refused it, nothing was changed: " + e.getMessage(), e);
        }
    }

    private static Map<String, Object> vars(HandlerCall call) {
        Map<String, Object> vars = new HashMap<>();
        if (call.cachedObject() != null) {
            call.cachedObject().toMap().forEach((name, value) -> vars.put(SqlSettings.OLD + name, value));
        }
        vars.putAll((call.newObject() == null ? call.cachedObject() : call.newObject()).toMap());
        return vars;
    }
}
