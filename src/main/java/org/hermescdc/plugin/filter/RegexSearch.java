package org.hermescdc.plugin.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * {@code value | regex_search(regex, *groups, multiline=False, ignorecase=False)}: the first match of a Python regular
 * expression, or null; with groups ({@code \1} or {@code \g<name>}) the list of their texts (spec/06).
 */
public final class RegexSearch implements AttributeFilter {

    private static final int CACHED = 500;
    private static final Pattern NAMED_GROUP = Pattern.compile("\\\\g<(\\S+)>.*", Pattern.DOTALL);
    private static final Pattern NUMBERED_GROUP = Pattern.compile("\\\\(\\d{1,9}).*", Pattern.DOTALL);

    private record Key(String regex, RegexFlags flags) {}

    private final Map<Key, PythonRegex> compiled = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "regex_search";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.EMPTY;
    }

    @Override
    public void configure(Settings settings) {
        // There is nothing to configure.
    }

    @Override
    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
        String text = FilterArguments.text(name(), "value", value);
        FilterArguments given = new FilterArguments(name(), arguments, options);
        String regex = FilterArguments.text(name(), "regex", given.required(0, "regex"));
        List<Function<PythonRegex.Match, String>> groups = groups(given.from(1));
        RegexFlags flags = RegexFlags.of(given.flag("ignorecase"), given.flag("multiline"));
        Optional<PythonRegex.Match> found = compiled(new Key(regex, flags)).search(text);
        if (found.isEmpty()) {
            return null;
        }
        return groups.isEmpty() ? found.get().text() : texts(groups, found.get());
    }

    private PythonRegex compiled(Key key) {
        PythonRegex known = compiled.get(key);
        if (known != null) {
            return known;
        }
        if (compiled.size() >= CACHED) {
            compiled.clear();
        }
        PythonRegex regex = PythonRegex.compile(key.regex(), key.flags());
        compiled.put(key, regex);
        return regex;
    }

    private static List<Function<PythonRegex.Match, String>> groups(List<Object> arguments) {
        List<Function<PythonRegex.Match, String>> groups = new ArrayList<>();
        arguments.forEach(argument -> groups.add(group(argument)));
        return groups;
    }

    private static Function<PythonRegex.Match, String> group(Object argument) {
        if (!(argument instanceof String text)) {
            throw unknown("attribute", argument);
        }
        if (!text.startsWith("\\")) {
            throw unknown("value", argument);
        }
        Matcher named = NAMED_GROUP.matcher(text);
        if (named.matches()) {
            return match -> match.group(named.group(1));
        }
        Matcher numbered = NUMBERED_GROUP.matcher(text);
        if (!numbered.matches()) {
            throw unknown("attribute", argument);
        }
        int number = Integer.parseInt(numbered.group(1));
        return match -> match.group(number);
    }

    private static TemplateException unknown(String category, Object argument) {
        return new TemplateException(
                category,
                "regex_search: unknown argument " + argument + "; allowed: groups as '\\\\1' or '\\\\g<name>'");
    }

    private static List<String> texts(List<Function<PythonRegex.Match, String>> groups, PythonRegex.Match match) {
        List<String> texts = new ArrayList<>(groups.size());
        groups.forEach(group -> texts.add(group.apply(match)));
        return texts;
    }
}
