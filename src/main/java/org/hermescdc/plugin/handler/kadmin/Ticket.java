package org.hermescdc.plugin.handler.kadmin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hermescdc.plugin.handler.kadmin.KadminFailure.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's ticket: got at its first use, in a folder that nobody else can read, and kept until it is destroyed.
 */
final class Ticket {

    private static final Logger LOG = LoggerFactory.getLogger(Ticket.class);

    private static final String CACHE = "ticket";

    private final KadminSettings settings;
    private Path folder;

    Ticket(KadminSettings settings) {
        this.settings = settings;
    }

    /** Whether the next {@link #environment} uses one that was got before. */
    boolean isThere() {
        return folder != null;
    }

    /**
     * What programs need to find the ticket.
     *
     * @throws KadminFailure if there is none and none can be had
     */
    Map<String, String> environment() {
        if (folder == null) {
            get();
        }
        return Map.of("KRB5CCNAME", "FILE:" + folder.resolve(CACHE));
    }

    /** Destroys it, if there is one. Never fails. */
    void destroy() {
        if (folder == null) {
            return;
        }
        try {
            Program kdestroy = new Program("kdestroy_cmd", settings.kdestroy(), settings.limit());
            if (Files.exists(folder.resolve(CACHE))) {
                kdestroy.run(environment(), List.of(), "");
            }
        } catch (KadminFailure e) {
            LOG.warn("The ticket was not destroyed by its program, so its file is deleted: {}", e.getMessage());
        } finally {
            delete();
        }
    }

    private void get() {
        try {
            folder = Files.createTempDirectory("hermes-kadmin");
        } catch (IOException e) {
            throw new UncheckedIOException("no folder for the ticket can be made", e);
        }
        boolean got = false;
        try {
            Program.Ended ended = new Program("kinit_cmd", settings.kinit(), settings.limit())
                    .run(
                            environment(),
                            List.of("--password-file=STDIN", "-S", settings.service(), settings.administrator()),
                            settings.password() + "\n");
            if (ended.status() != 0) {
                throw new KadminFailure(
                        Outcome.NOT_DONE,
                        "no ticket for " + settings.administrator() + ": "
                                + KadminAnswer.text(ended, settings.password()));
            }
            got = true;
        } catch (KadminFailure e) {
            throw new KadminFailure(Outcome.NOT_DONE, e.getMessage());
        } finally {
            if (!got) {
                delete();
            }
        }
    }

    private void delete() {
        try {
            Files.deleteIfExists(folder.resolve(CACHE));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            LOG.warn("The ticket in {} cannot be deleted: {}", folder, e.toString());
        }
        folder = null;
    }
}
