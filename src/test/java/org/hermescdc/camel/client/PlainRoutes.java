package org.hermescdc.camel.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/**
 * Runs the client's route files step by step without Camel, which is too slow for tens of thousands of short lives: what
 * these files use of its language, and a loud failure for everything else.
 */
final class PlainRoutes {

    private static final Path FOLDER = Path.of("routes", "client");
    private static final Pattern QUESTION =
            Pattern.compile("\\$\\{body(?:\\.(\\w+)(?:\\(\\))?)?\\}(?: == (true|false))?");

    private final Map<String, List<Map<String, Object>>> steps;
    private final Map<String, Object> beans;

    private PlainRoutes(Map<String, List<Map<String, Object>>> steps, Map<String, Object> beans) {
        this.steps = steps;
        this.beans = beans;
    }

    /** All routes of the folder, by the name of their endpoint. */
    @SuppressWarnings("unchecked")
    static Map<String, List<Map<String, Object>>> read() {
        Map<String, List<Map<String, Object>>> steps = new HashMap<>();
        try (var files = Files.list(FOLDER)) {
            for (Path file : files.filter(PlainRoutes::isUsual).toList()) {
                for (Map<String, Map<String, Object>> item :
                        (List<Map<String, Map<String, Object>>>) new Yaml().load(Files.readString(file))) {
                    Map<String, Object> from =
                            (Map<String, Object>) item.get("route").get("from");
                    steps.put((String) from.get("uri"), (List<Map<String, Object>>) from.get("steps"));
                }
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two files have the same endpoint: a client uses one of them. */
    private static boolean isUsual(Path file) {
        return !file.endsWith("consume-stepwise.camel.yaml");
    }

    /** The routes of {@link #read}, with the beans that they name. */
    static PlainRoutes of(Map<String, List<Map<String, Object>>> steps, Map<String, Object> beans) {
        return new PlainRoutes(steps, beans);
    }

    Object request(String route, Object body) {
        return run(found(steps, "direct:" + route), body);
    }

    private Object run(List<Map<String, Object>> sequence, Object body) {
        Object current = body;
        for (Map<String, Object> step : sequence) {
            current = step(step, current);
        }
        return current;
    }

    @SuppressWarnings("unchecked")
    private Object step(Map<String, Object> step, Object body) {
        String kind = step.keySet().iterator().next();
        Map<String, Object> content = (Map<String, Object>) step.get(kind);
        switch (kind) {
            case "bean":
                return call((String) content.get("ref"), (String) content.get("method"), body);
            case "to":
                return run(found(steps, (String) content.get("uri")), body);
            case "split":
                Object parts = ask(content, body);
                Iterator<?> each = parts instanceof Iterable<?> list ? list.iterator() : (Iterator<?>) parts;
                while (each.hasNext()) {
                    run(inner(content), each.next());
                }
                return body;
            case "loop":
                Object last = body;
                while (truth(content, last)) {
                    last = run(inner(content), last);
                }
                return last;
            case "filter":
                return truth(content, body) ? run(inner(content), body) : body;
            case "choice":
                for (Map<String, Object> branch : (List<Map<String, Object>>) content.get("when")) {
                    if (truth(branch, body)) {
                        return run(inner(branch), body);
                    }
                }
                Map<String, Object> otherwise = (Map<String, Object>) content.get("otherwise");
                return otherwise == null ? body : run(inner(otherwise), body);
            default:
                throw new IllegalArgumentException("a step that this class does not know: " + kind);
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> inner(Map<String, Object> step) {
        return (List<Map<String, Object>>) step.get("steps");
    }

    private boolean truth(Map<String, Object> step, Object body) {
        return (Boolean) ask(step, body);
    }

    @SuppressWarnings("unchecked")
    private Object ask(Map<String, Object> step, Object body) {
        Map<String, Map<String, Object>> expression = (Map<String, Map<String, Object>>) step.get("expression");
        Map<String, Object> method = expression.get("method");
        if (method != null) {
            return call((String) method.get("ref"), (String) method.get("method"), body);
        }
        String text = (String) expression.get("simple").get("expression");
        Matcher question = QUESTION.matcher(text);
        if (!question.matches()) {
            throw new IllegalArgumentException("an expression that this class does not know: " + text);
        }
        Object answer = question.group(1) == null ? body : invoke(body, question.group(1));
        return question.group(2) == null ? answer : question.group(2).equals(String.valueOf(answer));
    }

    /** As Camel does: the body is the argument, what is returned is the new body, and nothing returned leaves it. */
    private Object call(String ref, String name, Object body) {
        Object bean = found(beans, ref);
        Method method = method(bean, name);
        Object result = method.getParameterCount() == 0 ? invoke(bean, name) : invoke(bean, name, body);
        return method.getReturnType() == void.class ? body : result;
    }

    private static Object invoke(Object object, String name, Object... arguments) {
        try {
            Method method = method(object, name);
            method.setAccessible(true);
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Method method(Object object, String name) {
        return Arrays.stream(object.getClass().getMethods())
                .filter(method -> method.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(object.getClass() + " has no public method " + name));
    }

    private static <T> T found(Map<String, T> all, String name) {
        T one = all.get(name);
        if (one == null) {
            throw new IllegalArgumentException("'" + name + "' is not there: " + all.keySet());
        }
        return one;
    }
}
