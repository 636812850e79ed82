package org.hermescdc.plugin.handler.webservice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.TemplateFilter;

/** The filter {@code {{ text | hmac(key, 'sha256') }}}: signs a text, in hexadecimal digits. */
final class Hmac implements TemplateFilter {

    static final String NAME = "hmac";

    private static final Map<String, String> ALGORITHMS =
            Map.of("md5", "HmacMD5", "sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha512", "HmacSHA512");

    @Override
    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
        if (arguments.size() != 2 || !options.isEmpty()) {
            throw new TemplateException("type", NAME + " takes a key and the name of a hash");
        }
        String algorithm = ALGORITHMS.get(arguments.get(1));
        if (algorithm == null) {
            Set<String> known = new TreeSet<>(ALGORITHMS.keySet());
            throw new TemplateException("type", NAME + ": unknown hash; known: " + String.join(", ", known));
        }
        if (!(value instanceof String text && arguments.get(0) instanceof String key) || key.isEmpty()) {
            throw new TemplateException("type", NAME + " signs a text with a key that is a text, not empty");
        }
        return signature(text, key, algorithm);
    }

    private static String signature(String text, String key, String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), algorithm));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
