package org.hermescdc.config;

import java.util.List;
import java.util.stream.Collectors;
import org.hermescdc.core.HermesException;

/** A configuration file that cannot be used. The message has one line for each problem, in the order of the file. */
public final class ConfigException extends HermesException {

    private static final long serialVersionUID = 1L;

    private final transient List<ConfigProblem> problems;

    public ConfigException(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** All problems of the file, in its order; never empty. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
