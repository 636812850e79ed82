package org.hermescdc.camel.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hermescdc.camel.client.ClientFixture.modified;
import static org.hermescdc.camel.client.ClientFixture.removed;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.translate.FakeTemplate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client with four users, of whom at most two may leave at once without an operator's consent. */
class ClientSafeguardTest {

    @TempDir
    Path directory;

    private ClientFixture fixture;

    @BeforeEach
    void setUp() {
        fixture = new ClientFixture(directory, Duration.ofDays(1));
        fixture.safeguards = new Safeguards(new Safeguards.Limit(0, 2), Map.of());
        fixture.putInitsync(1, 2, 3, 4);
        fixture.start();
        fixture.turn();
        fixture.target.drain();
    }

    @AfterEach
    void tearDown() {
        fixture.close();
    }

    @Test
    void holdsADatamodelChangeUntilExactlyTheseRemovalsAreReleased() {
        fixture.client.stop();
        fixture.target.drain();
        fixture.dropType("Users");
        fixture.start();

        assertThatThrownBy(fixture::turn)
                .hasMessageStartingWith("held: the changed datamodel would remove 4 of 4 Users (for example <Users[1]>")
                .hasMessageContaining("hermes-client-test-cli release Users");
        assertThatThrownBy(fixture::turn).hasMessageStartingWith("held: ");
        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(held()).containsEntry("removed", 4).containsEntry("cached", 4);
        assertThatThrownBy(() -> fixture.client.requestRelease(Map.of("Boxes", "1")))
                .hasMessage("no removals of 'Boxes' are held; held are those of: Users");
        assertThatThrownBy(() -> release("other")).hasMessageStartingWith("held: ");
        assertThat(fixture.target.drain()).isEmpty();

        release((String) held().get("set"));
        assertThat(fixture.target.drain())
                .containsExactly(
                        "Users[1] removed", "Users[2] removed", "Users[3] removed", "Users[4] removed", "saved");
        assertThat(held()).isEmpty();
        assertThat(fixture.told).containsExactly("unhandled exception", "no more unhandled exception");
    }

    @Test
    void endsTheHoldWhenTheOldDatamodelReturns() {
        fixture.client.stop();
        fixture.dropType("Users");
        fixture.start();
        assertThatThrownBy(fixture::turn).hasMessageStartingWith("held: ");
        fixture.client.stop();
        fixture.target.drain();
        fixture.type("Users", Map.of("login", FakeTemplate.plain("login"), "mail", FakeTemplate.plain("mail")));
        fixture.start();
        fixture.turn();

        assertThat(fixture.target.drain()).isNotEmpty().allMatch("saved"::equals);
    }

    @Test
    void holdsAPurgeWhileEventsGoOnUntilItIsReleased() {
        fixture.put(removed(1), removed(2), removed(3));
        fixture.turn();
        fixture.clock.advance(Duration.ofDays(2));
        fixture.put(modified(4, "mail", "four@x"));
        fixture.target.drain();

        fixture.turn();
        assertThat(fixture.target.drain()).containsExactly("Users[4] modified", "saved");
        assertThat(fixture.told).containsExactly("unhandled exception");
        assertThat(held()).containsEntry("removed", 3).containsEntry("cached", 4);
        fixture.turn();
        assertThatThrownBy(() -> release("other")).hasMessageContaining("no longer those that were shown");
        assertThat(fixture.target.drain()).isEmpty();

        release((String) held().get("set"));
        assertThat(fixture.target.drain())
                .containsExactly("Users[1] removed", "Users[2] removed", "Users[3] removed", "saved");
        fixture.turn();
        assertThat(held()).isEmpty();
        assertThat(fixture.told).containsExactly("unhandled exception", "no more unhandled exception");
    }

    @Test
    void letsPassWhatIsWithinTheLimits() {
        fixture.put(removed(1), removed(2));
        fixture.turn();
        fixture.clock.advance(Duration.ofDays(2));
        fixture.target.drain();
        fixture.turn();

        assertThat(fixture.target.drain()).containsExactly("Users[1] removed", "Users[2] removed", "saved");
    }

    /** Fails as the request does. */
    private void release(String set) {
        CompletableFuture<String> outcome =
                fixture.client.requestRelease(Map.of("Users", set)).toCompletableFuture();
        try {
            fixture.turn();
            assertThat(outcome).isCompletedWithValue("the removals are released");
        } catch (HermesException e) {
            assertThat(outcome).isCompletedExceptionally();
            throw e;
        }
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> held() {
        Map<String, Object> users =
                (Map<String, Object>) fixture.client.status(false).tree(false).getOrDefault("Users", Map.of());
        Map<String, Object> errors = (Map<String, Object>) users.getOrDefault("error", Map.of());
        return (Map<String, Object>) errors.getOrDefault("held", Map.of());
    }
}
