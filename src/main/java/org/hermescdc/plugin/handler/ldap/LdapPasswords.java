package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.DN;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.KnownObjects;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.spi.HandlerCall;

/** UserPasswords: attributes on the entries of users. */
final class LdapPasswords {

    private final LdapSettings settings;
    private final LdapObjects objects;
    private final LdapTarget target;
    private final KnownObjects known;

    LdapPasswords(LdapSettings settings, LdapObjects objects, LdapTarget target, KnownObjects known) {
        this.settings = settings;
        this.objects = objects;
        this.target = target;
        this.known = known;
    }

    void add(HandlerCall call) {
        target.set(
                call.context(), ownerNow(call.newObject()), objects.changes(LdapSettings.PASSWORDS, call.newObject()));
    }

    void modify(HandlerCall call) {
        Set<String> touched = call.delta().attributes();
        target.set(
                call.context(),
                ownerNow(call.newObject()),
                objects.changes(LdapSettings.PASSWORDS, touched, call.newObject()));
    }

    void remove(HandlerCall call) {
        Optional<DN> owner = owner(call.cachedObject());
        boolean gone = owner.isEmpty()
                || call.context().isAnErrorRetry() && target.read(owner.get()).isEmpty();
        if (gone) {
            return;
        }
        // An object read back from the cache has no secrets any more: their names are all that is known of them.
        Set<String> attributes = new TreeSet<>(call.cachedObject().attributes());
        attributes.addAll(call.secrets());
        target.set(call.context(), owner.get(), objects.changes(LdapSettings.PASSWORDS, attributes, Entry.EMPTY));
    }

    private DN ownerNow(Entry object) {
        return owner(object).orElseGet(() -> known.get(Reference.USER, object));
    }

    /** The user's entry; where the datamodel has no Users, the name may stand among the attributes themselves. */
    private Optional<DN> owner(Entry object) {
        Object name = object.get(settings.dnAttributes().get(LdapSettings.PASSWORDS));
        return known.find(Reference.USER, object)
                .or(() -> Optional.ofNullable(name).map(value -> objects.dn(LdapSettings.PASSWORDS, object)));
    }
}
