package org.hermescdc.config;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.TemplateEngine;
import org.hermescdc.core.template.TemplateException;

/** A file that was read: its content, what is wrong with it, and the templates in it. */
final class ConfigFile {

    private final ConfigNode root;
    private final Problems problems;
    private final TemplateEngine engine;
    private final Map<KeyPath, Optional<Template>> templates = new HashMap<>();

    ConfigFile(ConfigNode root, Problems problems, TemplateEngine engine) {
        this.root = root;
        this.problems = problems;
        this.engine = engine;
    }

    void problem(KeyPath path, String message) {
        problems.add(root.at(path).mark(), path, message);
    }

    /** Reports {@code found} unless it is one of {@code known}. */
    void requireKnown(KeyPath path, String found, Collection<String> known, String what) {
        if (!known.contains(found)) {
            problem(
                    path,
                    "found '" + found + "', which is " + what + "; known: "
                            + (known.isEmpty() ? "none" : String.join(", ", known)) + Nearest.hint(found, known));
        }
    }

    /** The keys that stand at {@code path}, valid or not. */
    Set<String> keys(KeyPath path) {
        return root.at(path).keys();
    }

    /** Compiles the template at {@code path}, once; empty, and a problem, if it cannot be. */
    Optional<Template> template(KeyPath path, String text, Template.Place place) {
        return templates.computeIfAbsent(path, p -> compiled(p, text, place));
    }

    private Optional<Template> compiled(KeyPath path, String text, Template.Place place) {
        try {
            return Optional.of(engine.compile(text, place));
        } catch (TemplateException e) {
            problem(path, "found a template that cannot be used: " + asWritten(path, text, e.getMessage()));
            return Optional.empty();
        }
    }

    /** A message that shows a template must not show what came from a reference. */
    private String asWritten(KeyPath path, String text, String message) {
        return root.at(path).written() instanceof String source
                ? message.replace(text.strip(), source.strip())
                : message;
    }
}
