package org.hermescdc.plugin.password;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** Makes passwords that nobody knows, as the setting {@code random_passwords} of a target asks (spec/07). */
public final class RandomPasswords {

    static final String LETTERS = "letters_dictionary";
    static final String SPECIAL = "special_chars_dictionary";
    static final String AVOID = "avoid_ambigous_chars";
    static final String AMBIGUOUS = "ambigous_chars_dictionary";

    private static final String NAME = "random_passwords";
    private static final String LENGTH = "length";
    private static final int LONGEST = 1024;

    /** One character of Unicode's first plane each: what counts as one in every target. */
    private static final String CHARACTERS = "[^\\p{Cntrl}\\s\\p{Cs}]+";

    private final SecureRandom random = new SecureRandom();
    private final int length;
    private final Map<CharacterClass, String> alphabets = new EnumMap<>(CharacterClass.class);
    private final Map<CharacterClass, Integer> needed = new EnumMap<>(CharacterClass.class);

    private RandomPasswords(Settings settings) {
        length = (int) settings.whole(LENGTH);
        for (CharacterClass kind : CharacterClass.values()) {
            alphabets.put(kind, kind.alphabet(settings));
            needed.put(kind, kind.needed(settings));
        }
    }

    /** @param settings of the plugin, valid, with {@link #setting} */
    public static RandomPasswords of(Settings settings) {
        return new RandomPasswords(settings.section(NAME));
    }

    /** The setting {@code random_passwords}. */
    public static Setting setting() {
        Stream<Setting> flags = Stream.of(CharacterClass.values()).map(kind -> Setting.flag(kind.with())
                .withDefault(true)
                .describedAs("Whether passwords have " + kind.words() + "."));
        Stream<Setting> minimums = Stream.of(CharacterClass.values())
                .map(kind -> Setting.whole(kind.minimum(), 1, LONGEST)
                        .withDefault(1L)
                        .describedAs("How many " + kind.words() + " a password has at least, where it has any."));
        Stream<Setting> others = Stream.of(
                Setting.flag(AVOID)
                        .withDefault(false)
                        .describedAs("Whether the characters of " + AMBIGUOUS + " are left out."),
                Setting.text(AMBIGUOUS, CHARACTERS)
                        .withDefault("lIO01")
                        .describedAs("Characters that are easily taken for others."),
                Setting.text(LETTERS, CHARACTERS)
                        .withDefault("abcdefghijklmnopqrstuvwxyz")
                        .describedAs("The letters, used in upper and in lower case."),
                Setting.text(SPECIAL, CHARACTERS).withDefault("!@#$%^&*").describedAs("The special characters."));
        List<Setting> settings = new ArrayList<>();
        settings.add(
                Setting.whole(LENGTH, 1, LONGEST).withDefault(32L).describedAs("How many characters a password has."));
        Stream.of(flags, minimums, others).flatMap(part -> part).forEach(settings::add);
        return Setting.section(NAME, new SettingsSchema(settings, List.of(RandomPasswords::possible)))
                .describedAs("How the passwords are made that nobody knows.");
    }

    /** Returns a new one. */
    public String next() {
        List<Character> characters = new ArrayList<>(length);
        alphabets.forEach((kind, alphabet) -> draw(alphabet, needed.get(kind), characters));
        draw(String.join("", alphabets.values()), length - characters.size(), characters);
        Collections.shuffle(characters, random);
        return characters.stream().map(String::valueOf).collect(Collectors.joining());
    }

    private void draw(String alphabet, int count, List<Character> into) {
        for (int i = 0; i < count; i++) {
            into.add(alphabet.charAt(random.nextInt(alphabet.length())));
        }
    }

    private static List<Problem> possible(Settings settings) {
        List<Problem> problems = new ArrayList<>();
        long needed = 0;
        boolean any = false;
        for (CharacterClass kind : CharacterClass.values()) {
            needed += kind.needed(settings);
            any |= settings.flag(kind.with());
            if (settings.flag(kind.with()) && kind.alphabet(settings).isEmpty()) {
                problems.add(new Problem(
                        kind.with(),
                        "no " + kind.words() + " are left without those of " + AMBIGUOUS + "; shorten that, or switch "
                                + kind.with() + " off"));
            }
        }
        if (!any) {
            problems.add(new Problem("", "found every with_… false; allowed: at least one true"));
        }
        if (needed > settings.whole(LENGTH)) {
            problems.add(new Problem(
                    LENGTH,
                    "found " + settings.whole(LENGTH) + "; allowed: at least " + needed
                            + ", the sum of the minimums of what passwords have"));
        }
        return problems;
    }
}
