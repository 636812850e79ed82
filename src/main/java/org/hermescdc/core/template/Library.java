package org.hermescdc.core.template;

import java.util.Map;

/** The filters and tests that templates may use: those of jinja2, and the filters that come as plugins. */
final class Library {

    private final Function.Table filters;
    private final Function.Table tests;

    Library(Map<String, TemplateFilter> plugins) {
        filters = new Function.Table()
                .addAll(TextFilters.TABLE)
                .addAll(LayoutFilters.TABLE)
                .addAll(MarkupFilters.TABLE)
                .addAll(JsonFilters.TABLE)
                .addAll(NumberFilters.TABLE)
                .addAll(SequenceFilters.TABLE)
                .addAll(SortFilters.TABLE)
                .addAll(SelectFilters.table(this));
        tests = new Function.Table().addAll(Tests.TABLE);
        tests.add("filter", "", (value, a) -> value instanceof String name && filter(name) != null);
        tests.add("test", "", (value, a) -> value instanceof String name && test(name) != null);
        plugins.forEach((name, plugin) ->
                filters.add(name, "*arguments, **options", (value, a) -> plugin.apply(value, a.rest(), a.options())));
    }

    /** The filter of that name, or null. */
    Function filter(String name) {
        return filters.get(name);
    }

    /** The test of that name, or null. */
    Function test(String name) {
        return tests.get(name);
    }
}
