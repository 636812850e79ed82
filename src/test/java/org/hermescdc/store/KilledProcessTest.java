package org.hermescdc.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.it.Child;
import org.hermescdc.it.Postgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Kills a real process again and again, at any moment, and looks at what it left. */
@ExtendWith(Postgres.class)
class KilledProcessTest {

    private static final int KILLS = Boolean.getBoolean("hermes.full") ? 200 : 3;

    @TempDir
    Path temporary;

    @Test
    void aKilledProcessLeavesItsLastUnitOfWorkInFiles() {
        killAgainAndAgain(temporary.resolve("cache").toString());
    }

    @Test
    void aKilledProcessLeavesItsLastUnitOfWorkInSqlite() {
        killAgainAndAgain("jdbc:sqlite:" + temporary.resolve("cache.db"));
    }

    @Test
    void aKilledProcessLeavesItsLastUnitOfWorkInPostgresql(Postgres.Server server) {
        killAgainAndAgain(server.url(server.createDatabase()));
    }

    private void killAgainAndAgain(String place) {
        Random random = new Random(5);
        long before = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            Path log = temporary.resolve("victim-" + kill);
            Child child = Child.java(log, Victim.class, place);
            int lines = 1 + random.nextInt(200);
            child.await(lines + " units", () -> child.log().lines().count() > lines, Duration.ofMinutes(1));
            child.kill();
            before = checkWhatIsLeft(place, child.log(), before);
        }
    }

    /** Returns the number that the next process goes on from. */
    private static long checkWhatIsLeft(String place, String log, long before) {
        List<Long> printed = log.substring(0, log.lastIndexOf('\n'))
                .lines()
                .filter(line -> line.matches("\\d+"))
                .map(Long::valueOf)
                .toList();
        assertThat(printed.get(0)).isEqualTo(before + 1);
        long last = printed.get(printed.size() - 1);

        Victim left = new Victim(place);
        long number = left.number();
        assertThat(number).isBetween(last, last + 1);
        for (long id = 0; id < Victim.ROWS; id++) {
            long written = number - Math.floorMod(number - id, Victim.ROWS);
            Entry expected = written < 1 ? null : Entry.of(Map.of("id", id, "number", written));
            assertThat(left.users.get(Key.of(id))).isEqualTo(expected);
        }
        assertThat(left.queue.keys()).containsExactly((int) number);
        left.close();
        return number;
    }
}
