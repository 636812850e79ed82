package org.hermescdc.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** Keeps a home directory for each user, with a file that names its owner. */
public final class HomesHandler implements EventHandler {

    private Path root;

    @Override
    public String name() {
        return "homes";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.text("root").asRequired().describedAs("The directory that holds the homes."));
    }

    @Override
    public List<HandledType> types(Settings settings) {
        return List.of(HandledType.of("Users", "login"));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        root = Path.of(settings.text("root"));
    }

    public void on_Users_added(Key key, Entry newObject) throws IOException {
        Files.createDirectories(home(newObject));
        writeOwner(key, newObject);
    }

    public void on_Users_modified(Key key, Entry newObject, Entry cachedObject, HandlerContext context)
            throws IOException {
        if (!home(newObject).equals(home(cachedObject)) && !Files.exists(home(newObject))) {
            Files.move(home(cachedObject), home(newObject));
            context.markPartiallyProcessed();
        }
        context.enterStep(1);
        writeOwner(key, newObject);
    }

    public void on_Users_removed(Entry cachedObject) throws IOException {
        Files.deleteIfExists(owner(cachedObject));
        Files.deleteIfExists(home(cachedObject));
    }

    private void writeOwner(Key key, Entry user) throws IOException {
        Files.writeString(owner(user), key + " " + user.get("login") + "\n");
    }

    private Path owner(Entry user) {
        return home(user).resolve("owner.txt");
    }

    private Path home(Entry user) {
        Path home = root.resolve((String) user.get("login")).normalize();
        if (!root.equals(home.getParent())) {
            throw new IllegalArgumentException("login '" + user.get("login") + "' cannot name a home");
        }
        return home;
    }
}
