package org.hermescdc.spi;

import java.util.List;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/** Lets handlers look into the client's cache of local objects, as they were last processed successfully. */
public interface ObjectLookup {

    /** The object of a local type; also one in the trashbin. */
    Optional<Entry> object(String type, Key key);

    /** All objects of a local type, without those in the trashbin. */
    List<Entry> objects(String type);
}
