package org.hermescdc.camel;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of the configuration as part of endpoints, bean names and route ids. */
public final class EndpointName {

    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9.-]");

    private EndpointName() {}

    /**
     * Returns {@code name} with every character that a URI or a Camel expression could take for something else encoded
     * as {@code _} and the hexadecimal digits of its UTF-8 bytes. Different names stay different.
     */
    public static String of(String name) {
        return SPECIAL.matcher(name).replaceAll(character -> Matcher.quoteReplacement(encode(character.group())));
    }

    private static String encode(String character) {
        StringBuilder code = new StringBuilder();
        for (byte part : character.getBytes(StandardCharsets.UTF_8)) {
            code.append(String.format("_%02X", part));
        }
        return code.toString();
    }
}
