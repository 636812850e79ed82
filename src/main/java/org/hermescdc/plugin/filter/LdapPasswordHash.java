package org.hermescdc.plugin.filter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * {@code password | ldapPasswordHash(hashtypes=None)}: the list of its hashes in the form {@code {TYPE}base64} of LDAP's
 * {@code userPassword} (spec/06).
 */
public final class LdapPasswordHash implements AttributeFilter {

    private static final String DEFAULTS = "default_hash_types";

    /** The names are those of configurations and of LDAP. */
    private enum HashType {
        MD5("MD5", 0),
        SHA("SHA-1", 0),
        SHA256("SHA-256", 0),
        SHA384("SHA-384", 0),
        SHA512("SHA-512", 0),
        SMD5("MD5", 4),
        SSHA("SHA-1", 4),
        SSHA256("SHA-256", 8),
        SSHA384("SHA-384", 8),
        SSHA512("SHA-512", 8);

        private final String algorithm;
        private final int saltLength;

        HashType(String algorithm, int saltLength) {
            this.algorithm = algorithm;
            this.saltLength = saltLength;
        }

        static String[] names() {
            return Stream.of(values()).map(Enum::name).toArray(String[]::new);
        }
    }

    private final SecureRandom random = new SecureRandom();
    private List<String> defaultTypes = List.of();

    @Override
    public String name() {
        return "ldapPasswordHash";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                Setting.of(DEFAULTS, new Setting.Type.ListOf(new Setting.Type.Choice(List.of(HashType.names()))))
                        .withDefault(List.of())
                        .describedAs("Hash types used where a template names none."));
    }

    @Override
    public void configure(Settings settings) {
        defaultTypes = settings.texts(DEFAULTS);
    }

    @Override
    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
        if (FilterArguments.isAbsent(value)) {
            return Undefined.LENIENT;
        }
        List<HashType> types = types(new FilterArguments(name(), arguments, options).optional(0, "hashtypes"));
        byte[] password = FilterArguments.text(name(), "value", value).getBytes(StandardCharsets.UTF_8);
        List<String> hashes = new ArrayList<>(types.size());
        types.forEach(type -> hashes.add(hash(type, password)));
        return hashes;
    }

    private List<HashType> types(Object argument) {
        if (argument == null) {
            if (defaultTypes.isEmpty()) {
                throw new TemplateException(
                        "hash-type",
                        "ldapPasswordHash: no hash type given, and the setting '" + DEFAULTS + "' is empty");
            }
            return defaultTypes.stream().map(HashType::valueOf).toList();
        }
        Collection<?> names = argument instanceof Collection<?> several ? several : List.of(argument);
        return names.stream().map(LdapPasswordHash::type).toList();
    }

    private static HashType type(Object argument) {
        String wanted = FilterArguments.text("ldapPasswordHash", "hash type", argument);
        return Stream.of(HashType.values())
                .filter(type -> type.name().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new TemplateException(
                        "hash-type",
                        "ldapPasswordHash: unknown hash type '" + wanted + "'; known: "
                                + String.join(", ", HashType.names())));
    }

    private String hash(HashType type, byte[] password) {
        byte[] salt = new byte[type.saltLength];
        random.nextBytes(salt);
        MessageDigest digest = digest(type.algorithm);
        digest.update(password);
        byte[] hash = digest.digest(salt);
        byte[] salted = new byte[hash.length + salt.length];
        System.arraycopy(hash, 0, salted, 0, hash.length);
        System.arraycopy(salt, 0, salted, hash.length, salt.length);
        return "{" + type.name() + "}" + Base64.getEncoder().encodeToString(salted);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new TemplateException("hash-type", "this Java has no " + algorithm, e);
        }
    }
}
