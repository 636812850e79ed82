package org.hermescdc;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask of the error queue of a running client: answered by its loop, between two events. */
final class QueueRequests implements RunControl.Aside, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(QueueRequests.class);
    private static final String REFUSAL = "the client stops; nothing was done";

    private final Requests looks = new Requests("", REFUSAL);
    private final RunControl control;

    QueueRequests(RunControl control) {
        this.control = control;
        control.betweenEvents(this);
    }

    /** Asks for something that changes nothing. */
    <T> CompletionStage<T> look(Supplier<T> work) {
        return request(looks, work);
    }

    @Override
    public void attend(boolean settled) {
        answer(looks);
    }

    @Override
    public boolean wantsTheLoop() {
        return false;
    }

    @Override
    public void close() {
        looks.close();
    }

    private <T> CompletionStage<T> request(Requests requests, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        CompletionStage<String> outcome = requests.add(() -> result.complete(work.get()));
        control.wake();
        return outcome.thenApply(done -> result.join());
    }

    /** What fails is told to who asked, and to nobody else. */
    private static void answer(Requests requests) {
        for (Optional<Requests.Request> next = requests.next(); next.isPresent(); next = requests.next()) {
            try {
                next.get().run();
            } catch (HermesException e) {
                LOG.info("refused: {}", e.getMessage());
            }
        }
    }
}
