package org.hermescdc.plugin.filter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * {@code value | crypto_RSA_OAEP(keyname)}: with a public key encrypts a string to base64, with a private key decrypts
 * bytes, or their base64, to a string (spec/06).
 */
public final class CryptoRsaOaep implements AttributeFilter {

    private static final SettingsSchema KEY = SettingsSchema.of(
            Setting.choice(
                            "hash",
                            "SHA224",
                            "SHA256",
                            "SHA384",
                            "SHA512",
                            "SHA3_224",
                            "SHA3_256",
                            "SHA3_384",
                            "SHA3_512")
                    .asRequired()
                    .describedAs("Hash function, for OAEP and for its mask generation function MGF1 alike."),
            Setting.text("rsa_key")
                    .asRequired()
                    .asSecret()
                    .describedAs(
                            "The RSA key in PEM form (PKCS#1, PKCS#8 or SPKI): a public key encrypts, a private key"
                                    + " decrypts."));

    private Map<String, RsaOaepKey> keys = Map.of();

    @Override
    public String name() {
        return "crypto_RSA_OAEP";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(Setting.mapOf("keys", new Setting.Type.Section(KEY))
                        .asRequired()
                        .describedAs("The keys, by the name that templates give."))
                .withRule(CryptoRsaOaep::unreadableKeys);
    }

    private static List<SettingsSchema.Problem> unreadableKeys(Settings settings) {
        List<SettingsSchema.Problem> problems = new ArrayList<>();
        Settings keys = settings.section("keys");
        for (String name : keys.toMap().keySet()) {
            try {
                key(keys.section(name));
            } catch (IllegalArgumentException e) {
                problems.add(new SettingsSchema.Problem("keys." + name + ".rsa_key", e.getMessage()));
            }
        }
        return problems;
    }

    private static RsaOaepKey key(Settings settings) {
        return RsaOaepKey.of(settings.text("hash"), settings.text("rsa_key"));
    }

    @Override
    public void configure(Settings settings) {
        Settings sections = settings.section("keys");
        Map<String, RsaOaepKey> read = new LinkedHashMap<>();
        sections.toMap().keySet().forEach(name -> read.put(name, key(sections.section(name))));
        keys = Map.copyOf(read);
    }

    @Override
    public Object apply(Object value, List<Object> arguments, Map<String, Object> options) {
        Object keyName = new FilterArguments(name(), arguments, options).required(0, "keyname");
        RsaOaepKey key = keyName instanceof String name ? keys.get(name) : null;
        if (key == null) {
            throw new TemplateException(
                    "lookup", "crypto_RSA_OAEP: no key named '" + keyName + "'; known: " + keys.keySet());
        }
        if (FilterArguments.isAbsent(value)) {
            return Undefined.LENIENT;
        }
        return key.isPrivate() ? decrypted(key, value) : encrypted(key, value);
    }

    private static String encrypted(RsaOaepKey key, Object value) {
        byte[] text =
                value instanceof Bytes bytes ? bytes.toArray() : text(value).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(key.encrypt(text));
    }

    private static String decrypted(RsaOaepKey key, Object value) {
        byte[] text = key.decrypt(value instanceof Bytes bytes ? bytes.toArray() : PythonBase64.decode(text(value)));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new TemplateException("encoding", "crypto_RSA_OAEP: the decrypted value is no UTF-8 text", e);
        }
    }

    private static String text(Object value) {
        return FilterArguments.text("crypto_RSA_OAEP", "value", value);
    }
}
