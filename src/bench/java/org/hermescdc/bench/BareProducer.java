package org.hermescdc.bench;

import java.util.List;

/** Puts given messages on a bus in batches, each acknowledged before the next, as little code as possible. */
interface BareProducer extends AutoCloseable {

    /** Sends a batch and waits until the bus has it for good. */
    void send(List<String> batch) throws Exception;

    /** How many messages are on the bus that {@link #send} writes to. */
    long count() throws Exception;

    /** Does all messages once, in batches as large as the server's. */
    static Work sending(BareProducer producer, List<String> messages, int batchSize) {
        return new Work() {
            private long before;

            @Override
            public void prepare() throws Exception {
                before = producer.count();
            }

            @Override
            public void run() throws Exception {
                for (int from = 0; from < messages.size(); from += batchSize) {
                    producer.send(messages.subList(from, Math.min(messages.size(), from + batchSize)));
                }
            }

            @Override
            public void verify() throws Exception {
                Expect.equal("messages on the bus", producer.count() - before, messages.size());
            }
        };
    }
}
