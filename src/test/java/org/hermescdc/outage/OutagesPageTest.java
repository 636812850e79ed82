package org.hermescdc.outage;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hermescdc.Generated;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/** docs/reference/outages.md is made from the tests that are marked with {@link Outage}; a line without a test fails. */
class OutagesPageTest {

    private static final Path PAGE = Path.of("docs/reference/outages.md");
    private static final Path REASONS = Path.of("src/test/resources/outages-without-test.txt");
    private static final List<String> KINDS = List.of("source", "bus", "target");

    /** What happens, and the tests that show it. */
    private record Cell(Set<String> then, Set<String> tests) {

        private Cell() {
            this(new LinkedHashSet<>(), new TreeSet<>());
        }
    }

    @Test
    void eachCellHasATestOrAReason() throws IOException {
        Map<String, Map<Fault, Cell>> cells = cells();
        Map<String, String> reasons = reasons();

        for (Map.Entry<String, Map<Fault, Cell>> plugin : cells.entrySet()) {
            for (Fault fault : faults(plugin.getKey())) {
                boolean tested = plugin.getValue().containsKey(fault);
                String cell = plugin.getKey() + ": " + fault.text();
                assertThat(tested != reasons.containsKey(cell))
                        .as("%s needs either a test with @Outage or a reason in %s", cell, REASONS)
                        .isTrue();
            }
        }
    }

    @Test
    void isDocumented() throws IOException {
        String page = Files.readString(PAGE);
        Generated.check(PAGE, page.substring(0, page.indexOf("\n## Sources\n")) + tables());
    }

    private static String tables() throws IOException {
        Map<String, String> reasons = reasons();
        List<String> lines = new ArrayList<>();
        for (String kind : KINDS) {
            lines.addAll(List.of(
                    "", "## " + heading(kind), "", "| | fault | what happens | shown by |", "|---|---|---|---|"));
            cells().forEach((plugin, cells) -> {
                if (plugin.startsWith(kind + " ")) {
                    for (Fault fault : faults(plugin)) {
                        lines.add(line(plugin, fault, cells.get(fault), reasons));
                    }
                }
            });
        }
        return String.join("\n", lines) + "\n";
    }

    private static String heading(String kind) {
        return switch (kind) {
            case "source" -> "Sources";
            case "bus" -> "Buses";
            default -> "Targets";
        };
    }

    private static String line(String plugin, Fault fault, Cell cell, Map<String, String> reasons) {
        String name = plugin.substring(plugin.indexOf(' ') + 1);
        return cell == null
                ? "| " + name + " | " + fault.text() + " | not here: " + reasons.get(plugin + ": " + fault.text())
                        + " | |"
                : "| " + name + " | " + fault.text() + " | " + String.join("; ", cell.then()) + " | "
                        + cell.tests().stream().map(test -> "`" + test + "`").collect(joining(", ")) + " |";
    }

    /** Only what a source answers is taken for the whole. */
    private static List<Fault> faults(String plugin) {
        return List.of(Fault.values()).stream()
                .filter(fault -> fault != Fault.SHORT || plugin.startsWith("source "))
                .toList();
    }

    private static Map<String, Map<Fault, Cell>> cells() {
        Map<String, Map<Fault, Cell>> cells = new TreeMap<>();
        for (Class<?> test : ReflectionSupport.findAllClassesInPackage(
                "org.hermescdc", found -> found.isAnnotationPresent(OutagesOf.class), name -> true)) {
            assertThat(Modifier.isAbstract(test.getModifiers()))
                    .as(test + " is abstract")
                    .isFalse();
            Map<Fault, Cell> ofPlugin = cells.computeIfAbsent(
                    test.getAnnotation(OutagesOf.class).value(), name -> new EnumMap<>(Fault.class));
            for (Method method : ReflectionSupport.findMethods(
                    test,
                    found -> found.getAnnotationsByType(Outage.class).length > 0,
                    HierarchyTraversalMode.TOP_DOWN)) {
                assertRuns(method);
                for (Outage outage : method.getAnnotationsByType(Outage.class)) {
                    Cell cell = ofPlugin.computeIfAbsent(outage.value(), fault -> new Cell());
                    cell.then().add(outage.then());
                    cell.tests().add(top(test) + "." + method.getName());
                }
            }
        }
        return cells;
    }

    private static void assertRuns(Method method) {
        assertThat(AnnotationSupport.isAnnotated(method, Testable.class)
                        && !AnnotationSupport.isAnnotated(method, Disabled.class))
                .as("%s is a test that runs", method)
                .isTrue();
    }

    private static String top(Class<?> test) {
        return Optional.<Class<?>>ofNullable(test.getEnclosingClass())
                .orElse(test)
                .getSimpleName();
    }

    /** Plugin and fault → why there is no such thing, or no test of it. */
    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(REASONS)) {
            String[] parts = line.split(" = ", 2);
            reasons.put(parts[0], parts[1]);
        }
        return reasons;
    }
}
