package org.hermescdc.plugin.handler.webservice;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.HandlerException;

/**
 * The address of a call: a template in which each text is percent-encoded before it comes in, so that no value can be
 * more than one part of the path. A part that is empty, {@code .} or {@code ..} would make it another address: then there
 * is none.
 */
final class Address {

    private static final String UNRESERVED = "-._~";

    /** Stands for what must not be in an address. */
    private static final String IMPOSSIBLE = "\0";

    private final String base;
    private final Template path;

    Address(String base, Template path) {
        this.base = base.replaceFirst("/+$", "");
        this.path = path;
    }

    /** @throws HandlerException if the address cannot be made from {@code context} */
    URI of(Map<String, ?> context) {
        Object rendered = path.render(encoded(context));
        if (rendered == null
                || rendered instanceof Undefined
                || rendered.toString().contains(IMPOSSIBLE)) {
            throw new HandlerException(
                    "the path " + path.text() + " would have a part without a value, or one that is '.' or '..'");
        }
        return URI.create(base + rendered);
    }

    Set<String> variables() {
        return CallTemplate.variables(path);
    }

    /** The address as an operator knows it, without values. */
    @Override
    public String toString() {
        return base + path.text();
    }

    private static Map<String, Object> encoded(Map<?, ?> values) {
        Map<String, Object> encoded = new LinkedHashMap<>();
        values.forEach((name, value) -> encoded.put((String) name, encoded(value)));
        return encoded;
    }

    private static Object encoded(Object value) {
        if (value instanceof Map<?, ?> map) {
            return encoded(map);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Address::encoded).toList();
        }
        if (value instanceof String text) {
            return text.isEmpty() || text.equals(".") || text.equals("..") ? IMPOSSIBLE : percentEncoded(text);
        }
        return value instanceof LocalDateTime time ? percentEncoded(JsonBody.text(time)) : value;
    }

    private static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
