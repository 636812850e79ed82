package org.hermescdc.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces {@code ${env:NAME}} and {@code ${file:/path}} in a text, so that no secret need stand in a file. */
final class References {

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]*)}");

    private final Map<String, String> environment;

    References(Map<String, String> environment) {
        this.environment = environment;
    }

    static boolean standIn(String text) {
        return REFERENCE.matcher(text).find();
    }

    /** Reads a text with references as it stands in a file; what is wrong with one goes to {@code problem}. */
    ConfigNode node(ConfigNode.Mark mark, String source, Consumer<String> problem) {
        List<String> wrong = new ArrayList<>();
        String replaced = replace(source, wrong::add);
        wrong.forEach(problem);
        return wrong.isEmpty()
                ? new ConfigNode.Scalar(mark, replaced, source, true)
                : new ConfigNode.Unresolved(mark, source);
    }

    /** One line break at the end of a file is left out. */
    private String replace(String text, Consumer<String> problem) {
        return REFERENCE.matcher(text).replaceAll(match -> {
            String name = match.group(2);
            String content = match.group(1).equals("env") ? variable(name, problem) : content(name, problem);
            return Matcher.quoteReplacement(content == null ? match.group() : content);
        });
    }

    private String variable(String name, Consumer<String> problem) {
        String value = environment.get(name);
        if (value == null) {
            problem.accept("the environment variable '" + name + "' is not set");
        }
        return value;
    }

    private static String content(String name, Consumer<String> problem) {
        try {
            return Files.readString(Path.of(name)).replaceFirst("\\r?\\n\\z", "");
        } catch (IOException | InvalidPathException e) {
            problem.accept("the file '" + name + "' cannot be read as UTF-8 text: " + reason(e));
            return null;
        }
    }

    /** What the system says about a file, which Java hides in the class of the exception. */
    static String reason(Exception e) {
        return e.getClass().getSimpleName().replaceFirst("Exception$", "");
    }
}
