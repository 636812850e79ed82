package org.hermescdc.plugin.handler.directory;

import com.unboundid.ldap.sdk.DN;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/** Finds the DNs of the users and groups that an object refers to, as they are in the directory now. */
public final class KnownObjects {

    /**
     * An attribute that holds the key of another object.
     *
     * @param type local type of that object
     */
    public record Reference(String type, String attribute) {

        public static final Reference USER = new Reference("Users", "user_pkey");
        public static final Reference GROUP = new Reference("Groups", "group_pkey");
        public static final Reference SUBGROUP = new Reference("Groups", "subgroup_pkey");
    }

    /** Tells where objects of Users and Groups stand in the directory. */
    @FunctionalInterface
    public interface Places {

        /** The DN of an object; empty if it is known not to be there. */
        Optional<DN> dn(String type, Entry object);
    }

    private final ObjectLookup lookup;
    private final Places places;

    public KnownObjects(ObjectLookup lookup, Places places) {
        this.lookup = lookup;
        this.places = places;
    }

    /**
     * The DN of what {@code object} refers to.
     *
     * @throws HandlerException if it is not there
     */
    public DN get(Reference reference, Entry object) {
        return find(reference, object)
                .orElseThrow(() -> new HandlerException(reference.type() + "[" + object.get(reference.attribute())
                        + "] is not in the directory (yet): '" + reference.attribute() + "' refers to it"));
    }

    /** The DN of what {@code object} refers to; empty if it is not there. */
    public Optional<DN> find(Reference reference, Entry object) {
        return known(reference, object).flatMap(found -> places.dn(reference.type(), found));
    }

    /** What {@code object} refers to, as the client's cache has it. */
    public Optional<Entry> known(Reference reference, Entry object) {
        Object key = object.get(reference.attribute());
        return key == null ? Optional.empty() : lookup.object(reference.type(), Key.of(key));
    }
}
