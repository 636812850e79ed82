package org.hermescdc.camel.handler;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.hermescdc.config.ConfigException;
import org.hermescdc.config.ConfigProblem;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandlerName;
import org.hermescdc.spi.On;

/** Finds the handler methods of a plugin object (the rules stand at {@link EventHandler}). */
final class JavaHandlers {

    /** A plugin without Java. */
    static final JavaHandlers NONE = new JavaHandlers(Map.of());

    private final Map<HandlerName, JavaHandler> handlers;

    private JavaHandlers(Map<HandlerName, JavaHandler> handlers) {
        this.handlers = Map.copyOf(handlers);
    }

    /**
     * Scans a plugin.
     *
     * @param types local types that the plugin's handlers may name
     * @throws ConfigException with every method that looks like a handler and is none
     */
    static JavaHandlers of(EventHandler plugin, Set<String> types) {
        Scan scan = new Scan(plugin, new HandlerNames(types));
        methods(plugin.getClass()).forEach(scan::look);
        if (!scan.problems.isEmpty()) {
            throw new ConfigException(scan.problems);
        }
        return new JavaHandlers(scan.found);
    }

    /** The handler for an event: that of its type, or else the one for every type. */
    Optional<JavaHandler> find(HandlerName name) {
        JavaHandler own = handlers.get(name);
        return Optional.ofNullable(own != null ? own : handlers.get(new HandlerName(On.EVERY_TYPE, name.event())));
    }

    /** All methods, also those that are not public: a misplaced modifier is not to be passed over. */
    private static List<Method> methods(Class<?> type) {
        Stream<Method> declared = Stream.<Class<?>>iterate(
                        type, c -> c != null && c != Object.class, Class::getSuperclass)
                .flatMap(c -> Arrays.stream(c.getDeclaredMethods()));
        Stream<Method> inherited = Arrays.stream(type.getMethods()).filter(Method::isDefault);
        return Stream.concat(declared, inherited)
                .filter(method -> !method.isSynthetic())
                .filter(JavaHandlers::looksLikeHandler)
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private static boolean looksLikeHandler(Method method) {
        return method.getName().toLowerCase(Locale.ROOT).startsWith(HandlerName.PREFIX)
                || method.getAnnotationsByType(On.class).length > 0;
    }

    private static final class Scan {
        private final Map<HandlerName, JavaHandler> found = new LinkedHashMap<>();
        private final Map<HandlerName, Method> methods = new LinkedHashMap<>();
        private final List<ConfigProblem> problems = new ArrayList<>();
        private final EventHandler plugin;
        private final HandlerNames names;

        Scan(EventHandler plugin, HandlerNames names) {
            this.plugin = plugin;
            this.names = names;
        }

        void look(Method method) {
            if (!Modifier.isPublic(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
                problem(method, "a handler must be public and not static");
                return;
            }
            On[] marks = method.getAnnotationsByType(On.class);
            if (marks.length == 0) {
                lookAtName(method);
            }
            for (On mark : marks) {
                HandlerName name = new HandlerName(mark.type(), mark.event());
                Optional<String> problem = mark.type().equals(On.EVERY_TYPE) ? Optional.empty() : names.problem(name);
                problem.ifPresentOrElse(text -> problem(method, text), () -> add(name, method));
            }
        }

        private void lookAtName(Method method) {
            if (method.getName().equals("on_save")) {
                problem(method, "not called; right name: onSave");
                return;
            }
            names.problem(method.getName())
                    .ifPresentOrElse(text -> problem(method, text), () -> HandlerName.parse(method.getName())
                            .ifPresent(name -> add(name, method)));
        }

        private void add(HandlerName name, Method method) {
            Method other = methods.putIfAbsent(name, method);
            if (overrides(other, method)) {
                return;
            }
            if (other != null) {
                problem(method, "a second handler for " + name + ", beside " + other.getName() + "; keep one");
                return;
            }
            try {
                found.put(name, JavaHandler.of(plugin, method, name.event()));
            } catch (IllegalArgumentException e) {
                problem(method, e.getMessage());
            }
        }

        /** A method of a parent class comes after the one that takes its place. */
        private static boolean overrides(Method nearer, Method method) {
            return nearer != null
                    && nearer.getDeclaringClass() != method.getDeclaringClass()
                    && nearer.getName().equals(method.getName())
                    && Arrays.equals(nearer.getParameterTypes(), method.getParameterTypes());
        }

        private void problem(Method method, String text) {
            String what = "method '" + method.getName() + "' of "
                    + method.getDeclaringClass().getName() + ": " + text;
            problems.add(new ConfigProblem("client plugin '" + plugin.name() + "'", 0, 0, "", what));
        }
    }
}
