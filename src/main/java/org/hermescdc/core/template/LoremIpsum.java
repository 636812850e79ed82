package org.hermescdc.core.template;

import java.util.StringJoiner;
import java.util.concurrent.ThreadLocalRandom;
import org.hermescdc.core.template.Signature.Args;

/** The text that {@code lipsum()} gives: random words in paragraphs. */
final class LoremIpsum {

    private static final String[] WORDS =
            ("lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor"
                            + " incididunt ut labore et dolore magna aliqua enim minim veniam quis nostrud")
                    .split(" ");

    private LoremIpsum() {}

    /** Arguments: number of paragraphs, whether as HTML, fewest and most words of each. */
    static Object text(Args a) {
        boolean html = a.flag(1);
        int most = a.index(3);
        Limits.checkText((long) a.index(0) * most * 12);
        StringJoiner paragraphs = new StringJoiner(html ? "\n" : "\n\n");
        for (int i = 0; i < a.index(0); i++) {
            String paragraph = paragraph(a.index(2), most);
            paragraphs.add(html ? "<p>" + paragraph + "</p>" : paragraph);
        }
        return html ? new SafeText(paragraphs.toString()) : paragraphs.toString();
    }

    private static String paragraph(int fewest, int most) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int count = most > fewest ? random.nextInt(fewest, most) : fewest;
        StringJoiner words = new StringJoiner(" ", "", ".");
        for (int i = 0; i < count; i++) {
            String word = WORDS[random.nextInt(WORDS.length)];
            words.add(i == 0 ? CodePoints.upper(word.substring(0, 1)) + word.substring(1) : word);
        }
        return words.toString();
    }
}
