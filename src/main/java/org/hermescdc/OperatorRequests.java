package org.hermescdc;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.hermescdc.camel.FatalException;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.RunControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators ask of a running client: answered by its loop, between two events. */
final class OperatorRequests implements RunControl.Aside, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OperatorRequests.class);
    private static final String REFUSAL = "the client stops; nothing was done";
    private static final String PAUSED = "the client is paused, and calls no handler; resume it first";

    private final Requests looks = new Requests("", REFUSAL);
    private final Requests changes = new Requests("", REFUSAL);
    private final Requests works = new Requests("", REFUSAL);
    private final RunControl control;

    OperatorRequests(RunControl control) {
        this.control = control;
        control.betweenEvents(this);
    }

    /** Asks for something that changes nothing. */
    <T> CompletionStage<T> look(Supplier<T> work) {
        return request(looks, work);
    }

    /** Asks for something that changes the cache, and calls no handler. */
    <T> CompletionStage<T> change(Supplier<T> work) {
        return request(changes, work);
    }

    /**
     * Asks for something that calls handlers.
     *
     * @throws HermesException while the client is paused
     */
    <T> CompletionStage<T> work(Supplier<T> work) {
        if (control.pausedSince().isPresent()) {
            throw new HermesException(PAUSED);
        }
        return request(works, work);
    }

    @Override
    public void attend(boolean settled) {
        answer(looks);
        if (settled) {
            answer(changes);
        } else if (control.pausedSince().isPresent()) {
            refuse(
                    changes,
                    "the client is paused amid a change of the datamodel or of the data schema; resume it first");
        }
        if (control.pausedSince().isPresent()) {
            refuse(works, PAUSED);
        }
    }

    @Override
    public boolean wantsTheLoop() {
        return !works.isEmpty();
    }

    /** Does the work that was asked for; to be called by the loop, outside of all else. */
    void work() {
        answer(works);
    }

    @Override
    public void close() {
        looks.close();
        changes.close();
        works.close();
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
            } catch (FatalException e) {
                throw e;
            } catch (HermesException e) {
                LOG.warn("not done for an operator: {}", e.getMessage());
            }
        }
    }

    private static void refuse(Requests requests, String why) {
        requests.next().ifPresent(request -> request.outcome().completeExceptionally(new HermesException(why)));
    }
}
