package org.hermescdc.config;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with one configuration file. */
final class Problems {

    private final String file;
    private final List<ConfigProblem> found = new ArrayList<>();

    Problems(String file) {
        this.file = file;
    }

    /** The message becomes one line. */
    void add(ConfigNode.Mark mark, KeyPath key, String message) {
        String line = message.replaceAll("\\s*\\R\\s*", " ");
        found.add(new ConfigProblem(file, mark.line(), mark.column(), key.toString(), line));
    }

    /** Forgets all problems but those of one key. */
    void keepOnly(KeyPath key) {
        found.removeIf(problem -> !problem.key().equals(key.toString()));
    }

    /** Whether anything is wrong with a key or below it. */
    boolean areBelow(KeyPath key) {
        String below = key + ".";
        return found.stream().anyMatch(problem -> (problem.key() + ".").startsWith(below));
    }

    int count() {
        return found.size();
    }

    /** @throws ConfigException with all problems, if there are any */
    void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** All problems so far; there must be one. */
    ConfigException exception() {
        return new ConfigException(
                found.stream().distinct().sorted(ConfigProblem.IN_FILE_ORDER).toList());
    }
}
