package org.hermescdc.camel.handler;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.hermescdc.spi.HandlerName;

/**
 * The {@code direct:} endpoints of handlers. Characters of a type that mean something in a URI stand there as {@code =2F}:
 * the usual {@code %2F} is decoded by Camel.
 */
final class HandlerEndpoint {

    /** The name of the handler called after each save. */
    static final String ON_SAVE = "on_save";

    private static final String SCHEME = "direct:";

    private HandlerEndpoint() {}

    /** {@code direct:on_Users_added} for the handler's name. */
    static String uri(String handler) {
        String encoded = URLEncoder.encode(handler, StandardCharsets.UTF_8);
        return SCHEME + encoded.replace("+", "=20").replace('%', '=');
    }

    /** The handler name that a route's {@code from} stands for; empty if it is no {@code direct:on_…}. */
    static Optional<String> handlerOf(String uri) {
        if (!uri.startsWith(SCHEME)) {
            return Optional.empty();
        }
        String path = uri.substring(SCHEME.length()).replaceFirst("^//", "").replaceFirst("\\?.*$", "");
        return path.toLowerCase(Locale.ROOT).startsWith(HandlerName.PREFIX)
                ? Optional.of(decode(path))
                : Optional.empty();
    }

    private static String decode(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B").replace('=', '%'), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return path;
        }
    }
}
