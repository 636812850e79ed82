package org.hermescdc.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/** A target that is a file, an effect a line: what was done stands there whoever dies. */
public final class LoggedTarget implements EventHandler {

    private static final String AGAIN = " (again)";

    private final Path log;
    private final Path down;
    private final Consumer<ClientStep> told;

    LoggedTarget(Path folder, Consumer<ClientStep> told) {
        this.log = folder.resolve("target.log");
        this.down = folder.resolve("down");
        this.told = told;
    }

    void goDown() {
        try {
            Files.createFile(down);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void comeUp() {
        try {
            Files.delete(down);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One effect, and whether its handler was told that it may be known. */
    record Effect(String what, boolean again) {}

    /** All effects so far. */
    List<Effect> effects() {
        try {
            return !Files.exists(log)
                    ? List.of()
                    : Files.readAllLines(log).stream()
                            .map(line -> new Effect(line.replace(AGAIN, ""), line.endsWith(AGAIN)))
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String name() {
        return "logged";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.EMPTY;
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {}

    @On(type = On.EVERY_TYPE, event = HandlerEvent.ADDED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.RECYCLED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.MODIFIED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.TRASHED)
    @On(type = On.EVERY_TYPE, event = HandlerEvent.REMOVED)
    public void anything(HandlerCall call) {
        if (Files.exists(down)) {
            throw new HandlerException("the target is down");
        }
        told.accept(ClientStep.IN_HANDLER);
        String effect = call + " " + call.delta() + (call.context().isAnErrorRetry() ? AGAIN : "") + "\n";
        try {
            Files.writeString(log, effect, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        told.accept(ClientStep.AFTER_EFFECT);
    }
}
