package org.hermescdc.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class UnifiedDiffTest {

    @Test
    void showsChangedLinesWithThoseAround() {
        assertThat(UnifiedDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
                .isEqualTo("""
                --- previous
                +++ current
                @@ -2,7 +2,7 @@
                 2
                 3
                 4
                -5
                +five
                 6
                 7
                 8
                """);
    }

    @Test
    void isEmptyForEqualTexts() {
        assertThat(UnifiedDiff.of("", "")).isEmpty();
        assertThat(UnifiedDiff.of("a\n", "a\n")).isEmpty();
    }

    @Test
    void countsAnEmptyTextFromZero() {
        assertThat(UnifiedDiff.of("", "@@ -1,0 +1,0 @@\n"))
                .isEqualTo("--- previous\n+++ current\n@@ -0,0 +1,1 @@\n+@@ -1,0 +1,0 @@\n");
    }

    @Test
    @Timeout(30)
    void showsTextsWholeThatDifferEverywhere() {
        String before = lines("a");
        String after = lines("b");

        String diff = UnifiedDiff.of(before, after);

        assertThat(diff).startsWith("--- previous\n+++ current\n@@ -1,50000 +1,50000 @@\n-a0\n-a1\n");
        assertThat(diff.lines().count()).isEqualTo(100_003);
    }

    private static String lines(String letter) {
        return IntStream.range(0, 50_000).mapToObj(i -> letter + i + "\n").collect(Collectors.joining());
    }
}
