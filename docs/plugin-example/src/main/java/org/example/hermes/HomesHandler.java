package org.example.hermes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * The target {@code homes}: a home directory for each user. That of a removed user is moved away, not deleted: it may hold
 * years of work.
 */
public final class HomesHandler implements EventHandler {

    private static final String REMOVED = ".removed";

    private Path root;

    @Override
    public String name() {
        return "homes";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                Setting.text("root").asRequired().describedAs("The directory that holds the homes; must be there."));
    }

    @Override
    public List<HandledType> types(Settings settings) {
        return List.of(HandledType.of("Users", "login"));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        root = Path.of(settings.text("root"));
    }

    /** On a retry a home that is there was made by the first try; else it is that of somebody else. */
    public void on_Users_added(Entry newObject, HandlerContext context) throws IOException {
        Path home = home(newObject);
        if (Files.exists(home) && !context.isAnErrorRetry()) {
            throw new HandlerException("make " + home + ": it is there already");
        }
        if (!Files.exists(home)) {
            Files.createDirectory(home);
        }
    }

    public void on_Users_modified(Entry newObject, Entry cachedObject, HandlerContext context) throws IOException {
        move(home(cachedObject), home(newObject), context);
    }

    public void on_Users_removed(Key key, Entry cachedObject, HandlerContext context) throws IOException {
        Path kept = Files.createDirectories(root.resolve(REMOVED));
        Path home = home(cachedObject);
        move(home, kept.resolve(home.getFileName() + "-" + key.value()), context);
    }

    private static void move(Path from, Path to, HandlerContext context) throws IOException {
        boolean done = context.isAnErrorRetry() && !Files.exists(from) && Files.exists(to);
        if (!done && !from.equals(to)) {
            Files.move(from, to);
        }
    }

    /** A login must name a directory right below the root, and nothing else. */
    private Path home(Entry user) {
        if (user.get("login") instanceof String login && login.matches("[A-Za-z0-9_][A-Za-z0-9._-]*")) {
            return root.resolve(login);
        }
        throw new HandlerException("the login of a user cannot name a home");
    }
}
