package org.hermescdc.plugin.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.hermescdc.contract.FilterContract;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.template.TemplateException;
import org.hermescdc.core.template.Undefined;
import org.hermescdc.spi.AttributeFilter;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LdapPasswordHashTest extends FilterContract {

    private final LdapPasswordHash filter = new LdapPasswordHash();

    @BeforeEach
    void configure() {
        filter.configure(new Settings(Map.of("default_hash_types", List.of("SHA", "MD5"))));
    }

    @ParameterizedTest
    @CsvSource({
        "s3cret, MD5, M+GyMqTm+gAopmcHU3SaFw==",
        "abc, SHA, qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
        "mot de passe é, SHA256, 7wTkTPIVmaka30FJAOfD4EumIyBAEr8NMO/3GsbXT1g=",
        "x, SHA384, 11LCxR+6DimqGQVwqdQlPkQHegWNMpf6OlYw1b0BJiL5fCisrtMTtcg7uZDKp9qF",
        "'', SHA512, z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="
    })
    void hashesWithoutSalt(String password, String type, String hash) {
        assertThat(hash(password, type)).isEqualTo(List.of("{" + type + "}" + hash));
    }

    @ParameterizedTest
    @CsvSource({"SMD5, MD5, 4", "SSHA, SHA-1, 4", "SSHA256, SHA-256, 8", "SSHA384, SHA-384, 8", "SSHA512, SHA-512, 8"})
    void appendsTheSaltToTheDigest(String type, String algorithm, int saltLength) throws Exception {
        String hash = ((List<?>) hash("abc", type)).get(0).toString();
        assertThat(hash).startsWith("{" + type + "}");
        byte[] salted = Base64.getDecoder().decode(hash.substring(type.length() + 2));
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        byte[] salt = Arrays.copyOfRange(salted, digest.getDigestLength(), salted.length);
        digest.update("abc".getBytes(StandardCharsets.UTF_8));
        digest.update(salt);

        assertThat(salt).hasSize(saltLength);
        assertThat(Arrays.copyOf(salted, digest.getDigestLength())).isEqualTo(digest.digest());
    }

    @Override
    protected AttributeFilter newFilter() {
        return new LdapPasswordHash();
    }

    /** With a salt it would be another one each time. */
    @Override
    protected Use use() {
        return new Use("abc", List.of(List.of("SHA")), Map.of(), List.of("{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0="));
    }

    @Test
    void saltsEachHashAnew() {
        assertThat(hash("abc", "SSHA")).isNotEqualTo(hash("abc", "SSHA"));
    }

    @Test
    void makesOneHashForEachTypeAskedFor() {
        assertThat(hash("abc", List.of("MD5", "SHA", "MD5")))
                .isEqualTo(List.of(
                        "{MD5}kAFQmDzST7DWlj99KOF/cg==",
                        "{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
                        "{MD5}kAFQmDzST7DWlj99KOF/cg=="));
    }

    @Test
    void takesTheDefaultTypesWhenNoneIsGiven() {
        List<String> both = List.of("{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "{MD5}kAFQmDzST7DWlj99KOF/cg==");

        assertThat(filter.apply("abc", List.of(), Map.of())).isEqualTo(both);
        assertThat(filter.apply("abc", Arrays.asList((Object) null), Map.of())).isEqualTo(both);
    }

    @Test
    void takesTheTypesByName() {
        assertThat(filter.apply("abc", List.of(), Map.of("hashtypes", "SHA")))
                .isEqualTo(List.of("{SHA}qZk+NkcGgWq6PiVxeFDCbJzQ2J0="));
    }

    @Test
    void givesNothingForNothing() {
        assertThat(hash(null, "SHA")).isEqualTo(Undefined.LENIENT);
        assertThat(hash(new Undefined("'absent' is undefined", true), "SHA")).isEqualTo(Undefined.LENIENT);
    }

    @Test
    void refusesWhatIsNoString() {
        assertError("type", 12L, "SHA");
        assertError("type", Bytes.of(new byte[] {1}), "SHA");
    }

    @Test
    void refusesAnUnknownTypeAndNamesTheKnown() {
        assertThatThrownBy(() -> hash("s3cret", "sha"))
                .hasMessage("ldapPasswordHash: unknown hash type 'sha'; known: MD5, SHA, SHA256, SHA384, SHA512, SMD5,"
                        + " SSHA, SSHA256, SSHA384, SSHA512");
        assertError("hash-type", "abc", "SHA1");
    }

    @Test
    void refusesACallWithoutTypeWhenThereIsNoDefault() {
        filter.configure(new Settings(Map.of("default_hash_types", List.of())));

        assertError("hash-type", "abc", null);
    }

    private Object hash(Object value, Object types) {
        return filter.apply(value, Arrays.asList(types), Map.of());
    }

    private void assertError(String category, Object value, Object types) {
        assertThatThrownBy(() -> hash(value, types))
                .isInstanceOfSatisfying(
                        TemplateException.class, e -> assertThat(e.category()).isEqualTo(category));
    }
}
