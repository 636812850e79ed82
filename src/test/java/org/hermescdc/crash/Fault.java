package org.hermescdc.crash;

import org.hermescdc.HermesServer;
import org.hermescdc.core.HermesException;
import org.hermescdc.ops.Notifier;
import org.hermescdc.spi.BusException;
import org.hermescdc.store.StoreException;

/** What fails in the middle of a cycle, and from then on until it is mended. */
enum Fault {
    BUS_BEFORE_SENDING(Step.BEFORE_SEND, 0, 0),
    BUS_WITHIN_A_BATCH(Step.AMID_SEND, 0, 0),
    BUS_WITHOUT_ACKNOWLEDGEMENT(Step.AFTER_ACKNOWLEDGEMENT, CrashSite.BATCH, 0),
    DISK_BEFORE_RECORDING(Step.BEFORE_APPLY, CrashSite.BATCH, 0),
    DISK_BEFORE_SAVING(Step.BEFORE_SAVE, 0, 0),
    COMMIT_ONE(Step.BEFORE_COMMIT_ONE, 1, 1);

    /** When it begins: at the third time that the step comes, in the first full batches of added entries. */
    private static final int TIME = 3;

    private final Step step;
    private final int unrecorded;
    private final int repeatedPerTry;

    /**
     * @param unrecorded how many events are on the bus that the cache does not know
     * @param repeatedPerTry how many events a cycle sends again while it still fails
     */
    Fault(Step step, int unrecorded, int repeatedPerTry) {
        this.step = step;
        this.unrecorded = unrecorded;
        this.repeatedPerTry = repeatedPerTry;
    }

    int unrecorded() {
        return unrecorded;
    }

    int repeatedPerTry() {
        return repeatedPerTry;
    }

    /** A fault in a server. */
    final class Injected {

        private final CrashSite site;
        private int left = TIME;
        private boolean mended;

        Injected(CrashSite site) {
            this.site = site;
        }

        HermesServer server(Notifier notifier) {
            if (Fault.this == COMMIT_ONE) {
                site.source().execute("""
                        CREATE TRIGGER full BEFORE INSERT ON committed WHEN (SELECT count(*) FROM committed) = %d
                        BEGIN SELECT RAISE(ABORT, 'the table is full'); END""".formatted(TIME - 1));
            }
            return site.server(
                    store -> new WatchedStore(store, step -> at(step, new StoreException("the disk is full"))),
                    bus -> new WatchedBus(bus, step -> at(step, busException(step))),
                    notifier);
        }

        void mend() {
            mended = true;
            site.source().execute("DROP TRIGGER IF EXISTS full");
        }

        /** Once it has begun, it strikes at each step of the same part. */
        private void at(Step reached, HermesException failure) {
            if (reached == step && left > 0) {
                left--;
            }
            if (left == 0 && !mended && isOfBus(reached) == isOfBus(step)) {
                throw failure;
            }
        }
    }

    private static BusException busException(Step reached) {
        return new BusException("the bus is down", reached == Step.AMID_SEND ? CrashSite.BATCH / 2 : 0, null);
    }

    private static boolean isOfBus(Step step) {
        return step == Step.BEFORE_SEND || step == Step.AMID_SEND || step == Step.AFTER_ACKNOWLEDGEMENT;
    }
}
