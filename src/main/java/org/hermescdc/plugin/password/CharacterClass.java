package org.hermescdc.plugin.password;

import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.hermescdc.spi.Settings;

/** A kind of characters that a password may have, and the settings that it has in {@code random_passwords}. */
enum CharacterClass {
    UPPER_LETTERS("upper_letters", RandomPasswords.LETTERS, text -> text.toUpperCase(Locale.ROOT)),
    LOWER_LETTERS("lower_letters", RandomPasswords.LETTERS, text -> text.toLowerCase(Locale.ROOT)),
    NUMBERS("numbers", null, UnaryOperator.identity()),
    SPECIAL_CHARS("special_chars", RandomPasswords.SPECIAL, UnaryOperator.identity());

    private static final String DIGITS = "0123456789";

    private final String name;
    private final String dictionary;
    private final UnaryOperator<String> form;

    CharacterClass(String name, String dictionary, UnaryOperator<String> form) {
        this.name = name;
        this.dictionary = dictionary;
        this.form = form;
    }

    String with() {
        return "with_" + name;
    }

    String minimum() {
        return "minimum_number_of_" + name;
    }

    String words() {
        return name.replace('_', ' ');
    }

    /** How many of its characters a password must have. */
    int needed(Settings settings) {
        return settings.flag(with()) ? (int) settings.whole(minimum()) : 0;
    }

    /** Its characters, each once, without the ambiguous ones where those are avoided; none if it is switched off. */
    String alphabet(Settings settings) {
        if (!settings.flag(with())) {
            return "";
        }
        String all = form.apply(dictionary == null ? DIGITS : settings.text(dictionary));
        String avoided = settings.flag(RandomPasswords.AVOID) ? settings.text(RandomPasswords.AMBIGUOUS) : "";
        return all.chars()
                .distinct()
                .filter(character -> avoided.indexOf(character) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}
