package org.hermescdc.ops;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmListener;
import com.github.difflib.algorithm.myers.MyersDiff;
import com.github.difflib.patch.ChangeDelta;
import com.github.difflib.patch.Chunk;
import com.github.difflib.patch.Patch;
import java.util.List;
import java.util.regex.Pattern;

/** The differences of two texts, as {@code diff -u} shows them. */
public final class UnifiedDiff {

    private static final int CONTEXT = 3;

    /** The work grows with lines times differences: texts that differ in more lines are shown whole, before and after. */
    private static final int MOST_DIFFERENCES = 2_000;

    /** The library counts the lines of an empty text from 1, {@code diff -u} from 0. */
    private static final Pattern EMPTY = Pattern.compile("([-+])1,0 ");

    private UnifiedDiff() {}

    /** Lines that end with a line break each; empty where the texts are the same. */
    public static String of(String previous, String current) {
        List<String> before = previous.lines().toList();
        List<String> after = current.lines().toList();
        StringBuilder text = new StringBuilder();
        UnifiedDiffUtils.generateUnifiedDiff("previous", "current", before, patch(before, after), CONTEXT)
                .forEach(line -> text.append(
                                line.startsWith("@@ ") ? EMPTY.matcher(line).replaceAll("$10,0 ") : line)
                        .append('\n'));
        return text.toString();
    }

    private static Patch<String> patch(List<String> before, List<String> after) {
        try {
            return Patch.generate(before, after, new MyersDiff<String>().computeDiff(before, after, new Bounded()));
        } catch (TooDifferent e) {
            Patch<String> whole = new Patch<>();
            whole.addDelta(new ChangeDelta<>(new Chunk<>(0, before), new Chunk<>(0, after)));
            return whole;
        }
    }

    private static final class TooDifferent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooDifferent() {
            super(null, null, false, false);
        }
    }

    private static final class Bounded implements DiffAlgorithmListener {
        @Override
        public void diffStart() {}

        @Override
        public void diffStep(int differences, int most) {
            if (differences > MOST_DIFFERENCES) {
                throw new TooDifferent();
            }
        }

        @Override
        public void diffEnd() {}
    }
}
