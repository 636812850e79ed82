package org.hermescdc.camel.server;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/**
 * Remembers the secrets that clients were told, for the comparison with the next fetch, and only as digests under a key
 * that lives as long as the process: after a restart every secret counts as new (spec/02, "Attribute kinds").
 */
final class SecretMemory {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;
    private final Map<String, Map<Key, Entry>> digests = new HashMap<>();

    SecretMemory() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
    }

    /** What changed since the secrets of the object were last remembered; values are those of {@code secrets}. */
    EntryDelta changes(String type, Key object, Entry secrets) {
        Entry before = digests.getOrDefault(type, Map.of()).getOrDefault(object, Entry.EMPTY);
        EntryDelta delta = EntryDelta.between(before, digest(secrets));
        Set<String> added = new HashSet<>(delta.added().attributes());
        Set<String> modified = new HashSet<>(delta.modified().attributes());
        return new EntryDelta(secrets.only(added::contains), secrets.only(modified::contains), delta.removed());
    }

    void remember(String type, Key object, Entry secrets) {
        if (secrets.isEmpty()) {
            forget(type, object);
        } else {
            digests.computeIfAbsent(type, name -> new HashMap<>()).put(object, digest(secrets));
        }
    }

    void forget(String type, Key object) {
        digests.computeIfPresent(type, (name, objects) -> {
            objects.remove(object);
            return objects;
        });
    }

    private Entry digest(Entry secrets) {
        Entry.Builder builder = new Entry.Builder();
        secrets.forEach((name, value) -> builder.put(name, digest(value)));
        return builder.build();
    }

    private Bytes digest(Object value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return Bytes.of(mac.doFinal(ValueJson.text(value).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
