package org.hermescdc.plugin.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;
import org.junit.jupiter.api.Test;

class RandomPasswordsTest {

    private static final SettingsSchema SCHEMA =
            ((Setting.Type.Section) RandomPasswords.setting().type()).schema();

    @Property
    void keepsLengthMinimumsAndAlphabets(
            @ForAll @IntRange(min = 1, max = 30) int upper,
            @ForAll @IntRange(min = 1, max = 30) int lower,
            @ForAll @IntRange(min = 1, max = 30) int numbers,
            @ForAll @IntRange(min = 1, max = 30) int special,
            @ForAll @IntRange(max = 20) int more,
            @ForAll @IntRange(min = 1, max = 15) int with,
            @ForAll boolean avoid) {
        boolean[] has = {(with & 1) > 0, (with & 2) > 0, (with & 4) > 0, (with & 8) > 0};
        int length =
                (has[0] ? upper : 0) + (has[1] ? lower : 0) + (has[2] ? numbers : 0) + (has[3] ? special : 0) + more;
        Map<String, Object> settings = settings(Map.of("length", (long) length, "avoid_ambigous_chars", avoid));
        settings.putAll(Map.of(
                "with_upper_letters",
                has[0],
                "with_lower_letters",
                has[1],
                "with_numbers",
                has[2],
                "with_special_chars",
                has[3],
                "minimum_number_of_upper_letters",
                (long) upper,
                "minimum_number_of_lower_letters",
                (long) lower,
                "minimum_number_of_numbers",
                (long) numbers,
                "minimum_number_of_special_chars",
                (long) special));

        assertThat(problems(settings)).isEmpty();
        String password = passwords(settings).next();

        assertThat(password).hasSize(length).matches("[A-Za-z0-9!@#$%^&*]*");
        assertCount(password, c -> c >= 'A' && c <= 'Z', has[0], upper);
        assertCount(password, c -> c >= 'a' && c <= 'z', has[1], lower);
        assertCount(password, c -> c >= '0' && c <= '9', has[2], numbers);
        assertCount(password, c -> "!@#$%^&*".indexOf(c) >= 0, has[3], special);
        if (avoid) {
            assertThat(password).doesNotContainPattern("[lIO01]");
        }
    }

    @Test
    void usesEveryCharacterAtEveryPlaceAndNeverTheSamePasswordTwice() {
        RandomPasswords passwords = passwords(settings(Map.of("length", 4L)));
        Set<String> made = new HashSet<>();
        Set<Character> first = new HashSet<>();
        Set<Character> last = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            String password = passwords.next();
            made.add(password);
            first.add(password.charAt(0));
            last.add(password.charAt(3));
        }

        assertThat(first).hasSize(70);
        assertThat(last).hasSize(70);
        assertThat(made).hasSizeGreaterThan(19_000);
    }

    @Test
    void takesLettersAndSpecialCharactersFromTheDictionaries() {
        String password = passwords(settings(Map.of("letters_dictionary", "äb", "special_chars_dictionary", "§")))
                .next();

        assertThat(password).hasSize(32).matches("[äbÄB§0-9]+").contains("§");
    }

    @Test
    void refusesSettingsThatNoPasswordCanMeet() {
        assertThat(problems(settings(Map.of(
                        "with_upper_letters", false,
                        "with_lower_letters", false,
                        "with_numbers", false,
                        "with_special_chars", false))))
                .containsExactly(new Problem("", "found every with_… false; allowed: at least one true"));
        assertThat(problems(settings(Map.of("length", 4L, "minimum_number_of_numbers", 2L))))
                .containsExactly(new Problem(
                        "length", "found 4; allowed: at least 5, the sum of the minimums of what passwords have"));
        assertThat(problems(settings(Map.of("length", 3L, "with_numbers", false))))
                .isEmpty();
        assertThat(problems(settings(Map.of("avoid_ambigous_chars", true, "ambigous_chars_dictionary", "0123456789"))))
                .containsExactly(new Problem(
                        "with_numbers",
                        "no numbers are left without those of ambigous_chars_dictionary; shorten that, or switch"
                                + " with_numbers off"));
    }

    private static void assertCount(String password, IntPredicate kind, boolean has, int minimum) {
        long count = password.chars().filter(kind).count();
        if (has) {
            assertThat(count).isGreaterThanOrEqualTo(minimum);
        } else {
            assertThat(count).isZero();
        }
    }

    private static Map<String, Object> settings(Map<String, Object> changes) {
        Map<String, Object> settings = new HashMap<>();
        SCHEMA.settings().forEach(setting -> settings.put(setting.name(), setting.defaultValue()));
        settings.putAll(changes);
        return settings;
    }

    private static List<Problem> problems(Map<String, Object> settings) {
        return SCHEMA.rules().get(0).apply(new Settings(settings));
    }

    private static RandomPasswords passwords(Map<String, Object> settings) {
        return RandomPasswords.of(new Settings(Map.of("random_passwords", settings)));
    }
}
