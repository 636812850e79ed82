package org.hermescdc.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.hermescdc.camel.handler.Calls;
import org.hermescdc.camel.handler.HandlerBeans;
import org.hermescdc.camel.handler.HandlerDispatcher;
import org.hermescdc.plugin.handler.TestClient;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples of docs/how-to/write-a-handler.md. */
class HandlerGuideTest {

    private static final Path GUIDE = Path.of("docs/how-to/write-a-handler.md");
    private static final Path EXAMPLE = Path.of("src/test/java/org/hermescdc/docs/HomesHandler.java");

    @TempDir
    private Path folder;

    @Test
    void runsTheRoutes() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            HandlerDispatcher dispatcher = dispatcher(camel);
            HandlerCall added = Calls.added("Users", 42, Map.of("login", "ann", "mail", "a@x.org"));
            Files.createFile(folder.resolve("letters"));

            assertThatThrownBy(() -> dispatcher.dispatch(added)).isInstanceOf(HandlerException.class);
            assertThat(folder.resolve("mails/ann.txt")).hasContent("a@x.org");
            assertThat(added.context().currentStep()).isEqualTo(1);
            assertThat(added.context().isPartiallyProcessed()).isTrue();

            Files.delete(folder.resolve("letters"));
            Files.delete(folder.resolve("mails/ann.txt"));
            dispatcher.dispatch(Calls.again(added));
            assertThat(folder.resolve("mails/ann.txt")).doesNotExist();
            assertThat(folder.resolve("letters/ann.txt")).hasContent("Welcome, ann! Your number is 42.");

            Map<String, Object> before = Map.of("login", "ann", "mail", "a@x.org");
            dispatcher.dispatch(Calls.modified("Users", 42, before, Map.of("login", "ann", "mail", "new@x.org")));
            assertThat(folder.resolve("mails/ann.txt")).hasContent("new@x.org");
        }
    }

    @Test
    void showsTheJavaClassThatRuns() throws IOException {
        assertThat(example("java")).isEqualTo(Files.readString(EXAMPLE));
    }

    @Test
    void runsTheJavaClass() throws IOException {
        Settings settings = new Settings(Map.of("root", folder.toString()));
        try (TestClient client = new TestClient(new HomesHandler(), settings, Set.of("Users"))) {
            client.added("Users", 42, Map.of("login", "ann"));
            assertThat(folder.resolve("ann/owner.txt")).hasContent("42 ann");

            HandlerCall renamed = client.modified("Users", 42, Map.of("login", "anna"));
            assertThat(folder.resolve("ann")).doesNotExist();
            assertThat(folder.resolve("anna/owner.txt")).hasContent("42 anna");
            client.handle(Calls.again(renamed));

            assertThatThrownBy(() -> client.added("Users", 43, Map.of("login", "../evil")))
                    .hasMessage("IllegalArgumentException: login '../evil' cannot name a home");

            client.removed("Users", 42);
            assertThat(folder).isEmptyDirectory();
        }
    }

    private HandlerDispatcher dispatcher(DefaultCamelContext camel) throws Exception {
        String routes = example("yaml").replace("/var/lib", folder.toString());
        TestClient objects =
                new TestClient(new HomesHandler(), new Settings(Map.of("root", "unused")), Set.of("Users"));
        HandlerBeans.of(Settings.EMPTY, objects).forEach(camel.getRegistry()::bind);
        PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString("mails.camel.yaml", routes));
        HandlerDispatcher dispatcher =
                HandlerDispatcher.attach(camel, "mails", Optional.empty(), Set.of(), Set.of("Users"));
        camel.start();
        objects.close();
        return dispatcher;
    }

    private static String example(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(GUIDE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
