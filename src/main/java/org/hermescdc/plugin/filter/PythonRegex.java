package org.hermescdc.plugin.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.hermescdc.core.template.TemplateException;

/**
 * A regular expression with the syntax and the matches of Python's module {@code re}. Immutable. A search stops with an
 * error instead of running on and on when the pattern backtracks too much on a text.
 */
final class PythonRegex {

    private final Pattern pattern;
    private final RegexGroups groups;

    private PythonRegex(Pattern pattern, RegexGroups groups) {
        this.pattern = pattern;
        this.groups = groups;
    }

    /** @throws TemplateException of category {@code regex} if Python would refuse the pattern */
    static PythonRegex compile(String text, RegexFlags flags) {
        RegexTranslator translator = new RegexTranslator(text, flags);
        try {
            return new PythonRegex(Pattern.compile(translator.translate()), translator.groups());
        } catch (PatternSyntaxException e) {
            throw new TemplateException(
                    "regex", "this regular expression cannot be expressed in Java: " + e.getDescription(), e);
        } catch (StackOverflowError e) {
            throw new TemplateException("regex", "this regular expression is nested too deeply", e);
        }
    }

    /**
     * What was found.
     *
     * @param groups the texts of the whole match and of each group; null for a group that took no part
     */
    record Match(List<String> groups, Map<String, Integer> names) {

        String text() {
            return groups.get(0);
        }

        /** @throws TemplateException of category {@code lookup} if there is no such group */
        String group(int number) {
            if (number >= groups.size()) {
                throw new TemplateException(
                        "lookup", "no group " + number + "; the expression has " + (groups.size() - 1));
            }
            return groups.get(number);
        }

        /** @throws TemplateException of category {@code lookup} if there is no such group */
        String group(String name) {
            Integer number = names.get(name);
            if (number == null) {
                throw new TemplateException("lookup", "no group named '" + name + "'; known: " + names.keySet());
            }
            return groups.get(number);
        }
    }

    /**
     * Finds the first match.
     *
     * @throws TemplateException of category {@code regex} if the search takes too many steps
     */
    Optional<Match> search(String text) {
        Matcher matcher = pattern.matcher(new SteppedText(text));
        try {
            return matcher.find() ? Optional.of(match(matcher)) : Optional.empty();
        } catch (StackOverflowError e) {
            throw new TemplateException(
                    "regex", "the search was given up: the text is too long for this regular expression", e);
        }
    }

    private Match match(Matcher matcher) {
        List<String> texts = new ArrayList<>();
        texts.add(matcher.group());
        for (int number = 1; number <= groups.count(); number++) {
            texts.add(groups.hidden().contains(number) ? null : matcher.group("g" + number));
        }
        return new Match(texts, groups.names());
    }
}
