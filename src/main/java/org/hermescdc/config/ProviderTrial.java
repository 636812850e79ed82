package org.hermescdc.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.hermescdc.spi.BusFactory;
import org.hermescdc.spi.Plugin;

/** Tries whether a class that is declared as a plugin can be one. */
final class ProviderTrial {

    private final ClassLoader loader;

    ProviderTrial(ClassLoader loader) {
        this.loader = loader;
    }

    /** Why it cannot, on one line; empty if it can. */
    Optional<String> problem(Class<?> kind, String name) {
        try {
            return Optional.ofNullable(tried(kind, Class.forName(name, true, loader)));
        } catch (ClassNotFoundException e) {
            return Optional.of("the class is not there; META-INF/services/" + kind.getName() + " names it");
        } catch (InvocationTargetException e) {
            return Optional.of(told(e.getCause()));
        } catch (NoClassDefFoundError e) {
            return Optional.of(
                    "it needs the class " + String.valueOf(e.getMessage()).replace('/', '.')
                            + ", which is not there; put the jar that has it beside this one");
        } catch (ReflectiveOperationException | LinkageError | RuntimeException e) {
            return Optional.of(told(e));
        }
    }

    private static String tried(Class<?> kind, Class<?> type) throws ReflectiveOperationException {
        if (!kind.isAssignableFrom(type)) {
            return "it does not implement " + kind.getName();
        }
        if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
            return "the class must be public and not abstract";
        }
        Object plugin;
        try {
            plugin = type.getConstructor().newInstance();
        } catch (NoSuchMethodException e) {
            return "it has no public constructor without parameters";
        }
        String name = plugin instanceof BusFactory bus ? bus.name() : ((Plugin) plugin).name();
        if (name == null || name.isBlank()) {
            return "it tells no name";
        }
        boolean described = plugin instanceof BusFactory bus
                ? bus.producerSettings() != null && bus.consumerSettings() != null
                : ((Plugin) plugin).settings() != null;
        return described ? null : "it tells no settings; SettingsSchema.EMPTY is for a plugin without any";
    }

    private static String told(Throwable e) {
        if (e instanceof NoClassDefFoundError) {
            return "it needs the class " + String.valueOf(e.getMessage()).replace('/', '.')
                    + ", which is not there; put the jar that has it beside this one";
        }
        String message =
                e.getMessage() == null ? "" : ": " + e.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
        return e.getClass().getSimpleName() + message;
    }
}
