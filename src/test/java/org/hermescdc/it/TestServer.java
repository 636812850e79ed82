package org.hermescdc.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What the servers of the tests have in common: one per JVM, started when a test class asks for it, given to tests as a
 * parameter, closed after the last class; and what happens where they are not installed.
 *
 * @param <S> the running server
 */
abstract class TestServer<S extends AutoCloseable> implements BeforeAllCallback, ParameterResolver {

    private final Class<S> type;
    private final Starter<S> starter;

    TestServer(Class<S> type, Starter<S> starter) {
        this.type = type;
        this.starter = starter;
    }

    /** A way to start a server. */
    interface Starter<S> {
        S start() throws Exception;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        shared(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == type;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return shared(context);
    }

    private S shared(ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(type, key -> start(), type);
    }

    private S start() {
        try {
            return starter.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the folder among {@code folders} that holds {@code program}. Where there is none the test is skipped, or
     * fails when the environment says {@code CI=true}.
     */
    static Path require(String program, String debianPackage, List<Path> folders) {
        for (Path folder : folders) {
            if (Files.isExecutable(folder.resolve(program))) {
                return folder;
            }
        }
        throw missing(program + " is not installed: apt-get install " + debianPackage);
    }

    /** Skips the test, or lets it fail when the environment says {@code CI=true}; {@code message} says what to do. */
    static AssertionError missing(String message) {
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        Assumptions.abort(message);
        return new AssertionError("not reached: the test is skipped");
    }
}
