package org.hermescdc.camel.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.config.Safeguards;
import org.hermescdc.core.diff.Change;
import org.hermescdc.core.diff.TypeDiff;
import org.hermescdc.core.event.Event;
import org.hermescdc.core.merge.PkeyMergeConstraint;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.store.UnitOfWork;
import org.junit.jupiter.api.Test;

/** Guards that no whole life of a server reaches, because another guard stands before them. */
class ServerGuardsTest {

    private static final LocalDateTime NOW = LocalDateTime.of(2031, 3, 3, 8, 0);

    private final ServerCache cache = new ServerSteps(new ServerCase(
                    10,
                    List.of(new ServerCase.Type(
                            "Users",
                            false,
                            true,
                            List.of(),
                            List.of(new ServerCase.Source("hr", PkeyMergeConstraint.NO_CONSTRAINT, List.of())))),
                    List.of()))
            .cache();

    @Test
    void sendsNoSecretInAnInitsyncEvenIfTheCacheHasOne() {
        UnitOfWork unit = new UnitOfWork();
        unit.put(cache.table("Users"), Key.of(1), Entry.of(Map.of("id", 1, "part", 1, "secret", "s")));
        cache.setState(unit, new ServerState(NOW, Map.of(), null));
        cache.store().save(unit);

        List<Event> events = new ArrayList<>();
        new Initsync(cache, 10).sequence().forEachRemaining(events::addAll);

        assertThat(events)
                .filteredOn(Event.Added.class::isInstance)
                .singleElement()
                .satisfies(event ->
                        assertThat(((Event.Added) event).attributes().toMap()).isEqualTo(Map.of("id", 1L, "part", 1L)));
    }

    @Test
    void endsAnInitsyncInABatchOfItsOwnSoThatNoneLooksCompleteWhichIsNot() {
        UnitOfWork unit = new UnitOfWork();
        unit.put(cache.table("Users"), Key.of(1), Entry.of(Map.of("id", 1, "part", 1)));
        cache.setState(unit, new ServerState(NOW, Map.of(), null));
        cache.store().save(unit);

        List<List<Event>> batches = new ArrayList<>();
        new Initsync(cache, 10).sequence().forEachRemaining(batches::add);

        assertThat(batches).hasSize(2);
        assertThat(batches.get(0)).hasSize(2);
        assertThat(batches.get(1)).containsExactly(new Event.InitStop());
    }

    @Test
    void holdsACycleThatRemovesMoreThanTheCount() {
        Safeguard safeguard = new Safeguard(cache, new Safeguards(new Safeguards.Limit(0, 1), Map.of()));

        assertThatCode(() -> safeguard.check(removing(1))).doesNotThrowAnyException();
        assertThatThrownBy(() -> safeguard.check(removing(2))).hasMessageContaining("would remove 2 of 0 Users");
    }

    private Cycle removing(int count) {
        List<Change.Removed> removals = new ArrayList<>();
        for (int id = 1; id <= count; id++) {
            removals.add(new Change.Removed("Users", Key.of(id), Entry.of(Map.of("id", id))));
        }
        Cycle cycle = new Cycle(NOW, false, cache.types(), Map.of());
        cycle.setDiffs(List.of(new TypeDiff("Users", List.of(), List.of(), removals)));
        return cycle;
    }
}
