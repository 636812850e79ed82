package org.hermescdc.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;

/** What the servers of the tests have in common: one per JVM, and what happens where they are not installed. */
final class TestServer {

    private TestServer() {}

    /** A way to start a server. */
    interface Starter<T extends AutoCloseable> {
        T start() throws Exception;
    }

    /** The server of this JVM, started at the first call and closed after the last test class. */
    static <T extends AutoCloseable> T shared(ExtensionContext context, Class<T> type, Starter<T> starter) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .getOrComputeIfAbsent(type, key -> start(starter), type);
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
        String message = program + " is not installed: apt-get install " + debianPackage;
        if ("true".equals(System.getenv("CI"))) {
            throw new IllegalStateException(message);
        }
        Assumptions.abort(message);
        throw new AssertionError("not reached: the test is skipped");
    }

    private static <T extends AutoCloseable> T start(Starter<T> starter) {
        try {
            return starter.start();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
