package org.hermescdc.camel.server;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hermescdc.config.ServerConfig;
import org.hermescdc.config.ServerConfig.Operation;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.PySet;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.spi.DataSource;

/** Renders the query and the vars of an operation and runs it on its datasource. */
final class Operations {

    /** What templates call the set of remote attributes that a source's {@code attrsmapping} uses. */
    static final String REMOTE_ATTRIBUTES = "REMOTE_ATTRIBUTES";

    private final Function<String, DataSource> sources;

    /** @param sources the declared datasources by name */
    Operations(Function<String, DataSource> sources) {
        this.sources = sources;
    }

    /**
     * Runs an operation.
     *
     * @param what names the operation in messages: {@code SRVUsers.hr.fetch}
     * @param variables what templates may name; each is made only when one does
     * @param rows takes the rows of a fetch
     */
    void run(
            String what,
            ServerConfig.Source source,
            Operation operation,
            Map<String, Supplier<Object>> variables,
            Consumer<Map<String, Object>> rows) {
        Map<String, Object> context = context(source, operation, variables);
        String query = operation
                .query()
                .map(template -> query(what, template, context))
                .orElse(null);
        Map<String, Object> vars = vars(what, operation, context);
        DataSource target = sources.apply(source.name());
        switch (operation.kind()) {
            case FETCH -> target.fetch(query, vars, rows);
            case ADD -> target.add(query, vars);
            case DELETE -> target.delete(query, vars);
            case MODIFY -> target.modify(query, vars);
        }
    }

    private static Map<String, Object> context(
            ServerConfig.Source source, Operation operation, Map<String, Supplier<Object>> variables) {
        Set<String> named = new TreeSet<>(operation.vars().variables());
        operation.query().filter(query -> !query.isPlain()).ifPresent(query -> named.addAll(query.variables()));
        Map<String, Object> context = new HashMap<>();
        for (String name : named) {
            if (name.equals(REMOTE_ATTRIBUTES)) {
                context.put(name, PySet.of(source.remoteAttributes()));
            } else if (variables.containsKey(name)) {
                context.put(name, variables.get(name).get());
            }
        }
        return context;
    }

    private static String query(String what, Template template, Map<String, Object> context) {
        try {
            Object result = template.render(context);
            if (result instanceof String text) {
                return text;
            }
            throw new HermesException(
                    what + ".query: the template gives a " + Values.typeName(result) + "; a query must be a string");
        } catch (TemplateException e) {
            throw new HermesException(what + ".query: " + e.getMessage(), e);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> vars(String what, Operation operation, Map<String, Object> context) {
        try {
            return (Map<String, Object>) plain(operation.vars().render(context));
        } catch (TemplateException | IllegalArgumentException e) {
            throw new HermesException(what + ".vars: " + e.getMessage(), e);
        }
    }

    /** Python's tuples and sets become lists; the keys of vars stay in their order. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> items = new LinkedHashMap<>();
            map.forEach((key, item) -> items.put(key, plain(item)));
            return items;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list.size());
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        return Values.normalize(value);
    }
}
