package org.hermescdc.camel.client;

import java.util.Optional;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.errorqueue.ForeignKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The step {@code change-schema}: the data schema that the server sent is taken over. */
public final class ChangeSchema {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeSchema.class);

    private final ClientCache cache;

    ChangeSchema(ClientCache cache) {
        this.cache = cache;
    }

    /** @throws HermesException if the datamodel does not fit it: the client makes no progress until that is mended */
    public void change(Received.Schema received) {
        Optional<String> problem = new ForeignKeys(received.schema()).problem(cache.datamodel());
        if (problem.isPresent()) {
            throw new HermesException("the data schema of message "
                    + received.message().offset() + " does not fit the client's datamodel: " + problem.get());
        }
        LOG.info("data schema taken over: types {}", received.schema().types().keySet());
        Update update = new Update();
        cache.state().past(update, received.message().next());
        cache.takeOver(update, received.schema());
    }
}
