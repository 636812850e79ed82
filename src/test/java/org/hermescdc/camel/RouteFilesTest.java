package org.hermescdc.camel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Camel's YAML loader takes every route file, and each is written as the style of the project wants it. */
class RouteFilesTest {

    private static final Path ROUTES = Path.of("routes");
    private static final int LONGEST_FILE = 130;

    /** What a route file defines: routes, and routes made from templates later. */
    private record Loaded(List<RouteDefinition> routes, List<RouteTemplateDefinition> templates) {

        static Loaded of(Path file) {
            try (DefaultCamelContext context = new DefaultCamelContext()) {
                Resource resource = ResourceHelper.resolveResource(context, "file:" + file);
                PluginHelper.getRoutesLoader(context).loadRoutes(resource);
                return new Loaded(
                        List.copyOf(context.getRouteDefinitions()), List.copyOf(context.getRouteTemplateDefinitions()));
            } catch (Exception e) {
                throw new AssertionError(file + " cannot be loaded", e);
            }
        }

        List<OptionalIdentifiedDefinition<?>> stories() {
            List<OptionalIdentifiedDefinition<?>> stories = new ArrayList<>(routes);
            stories.addAll(templates);
            return stories;
        }

        Stream<RouteDefinition> bodies() {
            return Stream.concat(routes.stream(), templates.stream().map(RouteTemplateDefinition::getRoute));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROUTES)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> tellsOneStoryPerFile() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
                    assertThat(file.toString()).endsWith(".camel.yaml");
                    assertThat(Files.readAllLines(file))
                            .as("opens with a comment on its purpose, and is short")
                            .hasSizeLessThanOrEqualTo(LONGEST_FILE)
                            .first()
                            .asString()
                            .startsWith("# ");
                    assertThat(Loaded.of(file).stories()).allSatisfy(story -> {
                        assertThat(story.getId()).as("id in %s", file).isNotBlank();
                        assertThat(story.getDescriptionText())
                                .as("description of %s", story.getId())
                                .isNotBlank();
                    });
                }));
    }

    @Test
    void givesEachRouteAndEachStepAnIdOfItsOwn() throws IOException {
        Map<String, Path> known = new java.util.TreeMap<>();
        for (Path file : files()) {
            Loaded loaded = Loaded.of(file);
            loaded.stories().forEach(story -> claim(known, story.getId(), file));
            loaded.bodies().forEach(route -> steps(route).forEach(step -> claim(known, step.getId(), file)));
        }
        assertThat(known).isNotEmpty();
    }

    private static void claim(Map<String, Path> known, String id, Path file) {
        if (id != null) {
            assertThat(known.put(id, file))
                    .as("'%s' of %s is used elsewhere", id, file)
                    .isNull();
        }
    }

    @SuppressWarnings("rawtypes")
    private static List<ProcessorDefinition> steps(RouteDefinition route) {
        return List.copyOf(
                ProcessorDefinitionHelper.filterTypeInOutputs(route.getOutputs(), ProcessorDefinition.class));
    }
}
