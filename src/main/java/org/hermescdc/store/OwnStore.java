package org.hermescdc.store;

import java.util.Collection;
import java.util.Set;

/** A store that can be copied from, and to. */
interface OwnStore extends Store {

    /** The tables that are open, those of documents too. */
    Collection<? extends OwnTable<?, ?>> openTables();

    /** The names of all tables that stand there, open or not. */
    Set<String> names();
}
