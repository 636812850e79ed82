package org.hermescdc.store;

import java.util.Optional;

/** One JSON value of a {@link Store} with a file of its own, as a whole. Changed by a {@link UnitOfWork} only. */
public interface Document {

    /** The name of the file, without its endings. */
    String name();

    /**
     * The value, in the types of {@link org.hermescdc.core.model.Values}; maps in the order in which they were set or
     * written. A new copy each time. Empty if the document does not exist.
     */
    Optional<Object> value();
}
