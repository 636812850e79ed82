package org.hermescdc.plugin.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.FilterContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CryptoRsaOaepTest extends FilterContract {

    /** 256 bits, in the four forms; made for this test. */
    private static final List<String> SHORT_KEYS = List.of("""
            -----BEGIN RSA PUBLIC KEY-----
            MCgCIQCrcS+R3jieeP5t+jG9AVsxMmL5h3IMXRpA3MUQFeRXVwIDAQAB
            -----END RSA PUBLIC KEY-----
            """, """
            -----BEGIN PUBLIC KEY-----
            MDwwDQYJKoZIhvcNAQEBBQADKwAwKAIhAKtxL5HeOJ54/m36Mb0BWzEyYvmHcgxd
            GkDcxRAV5FdXAgMBAAE=
            -----END PUBLIC KEY-----
            """, """
            -----BEGIN RSA PRIVATE KEY-----
            MIGqAgEAAiEAq3Evkd44nnj+bfoxvQFbMTJi+YdyDF0aQNzFEBXkV1cCAwEAAQIg
            G8K0JTaKjH6jFEPTEfvKPCVEovSd9wsWW2dNOD7pwMECEQDVl0Hn9N5Dj11BGw35
            4yTfAhEAzXuGYWu5BsnvufLGqmHkiQIQeqE0QrPRJKLcHLQmyxDBqwIRAIDMN5wj
            AJQ/yXLduScdOzkCEFfM/wJOtJRfeaBqZdJdUb8=
            -----END RSA PRIVATE KEY-----
            """, """
            -----BEGIN PRIVATE KEY-----
            MIHCAgEAMA0GCSqGSIb3DQEBAQUABIGtMIGqAgEAAiEAq3Evkd44nnj+bfoxvQFb
            MTJi+YdyDF0aQNzFEBXkV1cCAwEAAQIgG8K0JTaKjH6jFEPTEfvKPCVEovSd9wsW
            W2dNOD7pwMECEQDVl0Hn9N5Dj11BGw354yTfAhEAzXuGYWu5BsnvufLGqmHkiQIQ
            eqE0QrPRJKLcHLQmyxDBqwIRAIDMN5wjAJQ/yXLduScdOzkCEFfM/wJOtJRfeaBq
            ZdJdUb8=
            -----END PRIVATE KEY-----
            """);

    private static final String FOR_SHA512 =
            "kzb5m8bEXEG8QwUwxjVYLBQsHoSVY0hAO1/g97W+Zk9KTFW65+wXOzMGdoytpgtxhmCFQdD2BnuJPjAEA4sC/ZWXZM2psEzmdLBL"
                    + "Mk7BWzMb2kaMVmRaIrZw3SeeAnWkxcHH7ibZqxSk0QtIvST3OmMrPmJTMnBk9fo/vkSDdbddJgeJM2PgQSHvnUsdWt0j/RhW"
                    + "jFqoIvfmzrXhkheUVn8S58cMwsI/yBBzEFgN83gM7sqEH0oGMi1mA/5pdIdn5UBMaGZp6+5e3XYhlXZcXwNEwMT+uWGEi9Ys"
                    + "p0d2je/8TFtZlYvA0GqEVUxUia6BNOD4SnuDWO+iq6RQHGyuvQ==";

    private final CryptoRsaOaep filter = new CryptoRsaOaep();

    /** The throwaway keys of the vectors, 2048 bits: {@code chiffre_…} public, {@code dechiffre_…} private. */
    @Override
    protected Map<String, Object> settings() {
        Path settings = Path.of(System.getProperty("hermes.vectors", "src/test/vectors"), "jinja/plugin-settings.json");
        try {
            Map<String, Map<String, Object>> plugins =
                    new ObjectMapper().readValue(settings.toFile(), new TypeReference<>() {});
            return plugins.get("crypto_RSA_OAEP");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @BeforeEach
    void configure() {
        filter.configure(new Settings(settings()));
    }

    @Override
    protected AttributeFilter newFilter() {
        return new CryptoRsaOaep();
    }

    @Override
    protected Use use() {
        return new Use(FOR_SHA512, List.of("dechiffre_sha512"), Map.of(), "p@ss");
    }

    @Test
    void decryptsBase64AndBytes() {
        assertThat(run(FOR_SHA512, "dechiffre_sha512")).isEqualTo("p@ss");
        assertThat(run(Bytes.of(Base64.getDecoder().decode(FOR_SHA512)), "dechiffre_sha512"))
                .isEqualTo("p@ss");
    }

    @Test
    void skipsWhatIsNoBase64() {
        assertThat(run(" " + FOR_SHA512.substring(0, 76) + "\r\n" + FOR_SHA512.substring(76), "dechiffre_sha512"))
                .isEqualTo("p@ss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha3_256", "sha512"})
    void decryptsWhatItEncrypted(String hash) {
        String encrypted = (String) run("mot de passe é", "chiffre_" + hash);

        assertThat(encrypted).hasSize(344);
        assertThat(run(encrypted, "dechiffre_" + hash)).isEqualTo("mot de passe é");
        assertThat(run("mot de passe é", "chiffre_" + hash)).isNotEqualTo(encrypted);
    }

    @Test
    void encryptsBytesAsTheyAre() {
        assertThat(run(run(Bytes.of("octets".getBytes()), "chiffre_sha256"), "dechiffre_sha256"))
                .isEqualTo("octets");
    }

    @Test
    void takesTheKeyByName() {
        assertThat(filter.apply(FOR_SHA512, List.of(), Map.of("keyname", "dechiffre_sha512")))
                .isEqualTo("p@ss");
    }

    @Test
    void givesNothingForNothing() {
        assertThat(run(null, "chiffre_sha256")).isEqualTo(Undefined.LENIENT);
        assertThat(run(new Undefined("'absent' is undefined", true), "chiffre_sha256"))
                .isEqualTo(Undefined.LENIENT);
    }

    @Test
    void refusesAnUnknownKeyEvenForNothing() {
        assertError("lookup", null, "inconnue");
    }

    @Test
    void refusesWhatCannotBeEncryptedOrDecrypted() {
        assertError("type", 12L, "chiffre_sha256");
        assertError("type", 12L, "dechiffre_sha256");
        assertError("value", "x".repeat(300), "chiffre_sha256");
        assertError("value", FOR_SHA512, "dechiffre_sha256");
        assertError("value", FOR_SHA512.substring(0, FOR_SHA512.length() - 4), "dechiffre_sha512");
        assertError("value", "é", "dechiffre_sha512");
        assertError("base64", FOR_SHA512.substring(0, FOR_SHA512.length() - 1), "dechiffre_sha512");
        assertError("base64", "AAAAA", "dechiffre_sha512");
        assertError("encoding", run(Bytes.of(new byte[] {(byte) 0xFF}), "chiffre_sha256"), "dechiffre_sha256");
    }

    @Test
    void loadsAKeyTooShortForOaepInEveryFormAndRefusesItOnUse() {
        Map<String, Object> keys = new LinkedHashMap<>();
        SHORT_KEYS.forEach(pem -> keys.put("key" + keys.size(), Map.of("hash", "SHA256", "rsa_key", pem)));
        Settings settings = new Settings(Map.of("keys", keys));

        assertThat(problems(settings)).isEmpty();
        filter.configure(settings);
        assertThat(keys.keySet()).hasSize(4).allSatisfy(name -> assertThatThrownBy(() -> run("AAAA", name))
                .hasMessage("crypto_RSA_OAEP: a key of 256 bits is too short to be used with OAEP"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "secret",
                "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nMAA=\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN PUBLIC KEY-----\nMIT/////AAAA\n-----END PUBLIC KEY-----",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"
            })
    void reportsAKeyThatIsNone(String pem) {
        Settings settings = new Settings(Map.of("keys", Map.of("a", Map.of("hash", "SHA256", "rsa_key", pem))));

        assertThat(problems(settings)).singleElement().satisfies(problem -> {
            assertThat(problem.key()).isEqualTo("keys.a.rsa_key");
            assertThat(problem.message()).isNotBlank().doesNotContain("secret");
        });
    }

    private List<Problem> problems(Settings settings) {
        return filter.settings().rules().stream()
                .flatMap(rule -> rule.apply(settings).stream())
                .toList();
    }

    private Object run(Object value, String key) {
        return filter.apply(value, List.of(key), Map.of());
    }

    private void assertError(String category, Object value, String key) {
        assertThatThrownBy(() -> run(value, key))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.category()).isEqualTo(category));
    }
}
