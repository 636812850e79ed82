package org.hermescdc.plugin.handler.webservice;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Takes secrets out of what a service answered: it may repeat what it was sent. */
final class Masking {

    private static final String MASK = "<SECRET_VALUE>";

    /** Shorter values would tear holes into every message. */
    private static final int SHORTEST = 3;

    private Masking() {}

    /** @param secrets of one that is several words, such as {@code Bearer 1234}, the last word too */
    static String of(String text, Collection<String> secrets) {
        List<String> longestFirst = secrets.stream()
                .flatMap(secret -> Stream.of(secret, secret.substring(secret.lastIndexOf(' ') + 1)))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String masked = text;
        for (String secret : longestFirst) {
            masked = masked.replace(secret, MASK);
        }
        return masked;
    }
}
