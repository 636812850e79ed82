package org.hermescdc.config;

import java.util.Comparator;

/**
 * Something wrong in a configuration file.
 *
 * @param file as it was named
 * @param line from 1; 0 where there is no place to name
 * @param column from 1
 * @param key its full path, {@code hermes-server.datamodel.SRVUsers.sources.hr}; empty for the whole file
 * @param message what was found, and what is allowed; never a secret
 */
public record ConfigProblem(String file, int line, int column, String key, String message) {

    static final Comparator<ConfigProblem> IN_FILE_ORDER = Comparator.comparingInt(ConfigProblem::line)
            .thenComparingInt(ConfigProblem::column)
            .thenComparing(ConfigProblem::key);

    /** {@code file:line:column: key: message}, without line and column where there is no place to name. */
    @Override
    public String toString() {
        return file + (line == 0 ? "" : ":" + line + ":" + column) + ": " + (key.isEmpty() ? "" : key + ": ") + message;
    }
}
