package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import java.util.ArrayList;
import java.util.List;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.KnownObjects;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.ldap.LdapFailure;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.plugin.password.RandomPasswords;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;

/** Passwords of users: those of UserPasswords, and ones that nobody knows where there is none. */
final class AdPasswords {

    private static final String MASK = "<SECRET_VALUE>";

    private final KnownObjects known;
    private final LdapTarget target;
    private final RandomPasswords random;

    AdPasswords(KnownObjects known, LdapTarget target, RandomPasswords random) {
        this.known = known;
        this.target = target;
        this.random = random;
    }

    /** A new UserPasswords; one without a password leaves the user's as it is. */
    void add(HandlerCall call) {
        if (hasPassword(call.newObject())) {
            set(call);
        }
    }

    void modify(HandlerCall call) {
        if (!call.delta().attributes().contains(AdDatamodel.PASSWORD)) {
            return;
        }
        if (hasPassword(call.newObject())) {
            set(call);
        } else {
            forget(call.context(), known.get(Reference.USER, call.newObject()));
        }
    }

    void remove(HandlerCall call) {
        known.find(Reference.USER, call.cachedObject()).ifPresent(user -> forget(call.context(), user));
    }

    void setRandom(HandlerContext context, DN user) {
        set(context, user, random.next(), false);
    }

    /** Twice, since the password before the present one is good for logins over the network for an hour more. */
    private void forget(HandlerContext context, DN user) {
        setRandom(context, user);
        setRandom(context, user);
    }

    private void set(HandlerCall call) {
        Entry object = call.newObject();
        DN user = known.get(Reference.USER, object);
        boolean mustChange = known.known(Reference.USER, object)
                .filter(owner -> AdForm.flag(AdNames.PASSWORD_CHANGE, owner, false))
                .isPresent();
        String password = LdapValues.single("UserPasswords", AdDatamodel.PASSWORD, object.get(AdDatamodel.PASSWORD));
        set(call.context(), user, password, mustChange);
    }

    /** A failure has no cause: whatever the libraries write into theirs, the password stays out of it. */
    private void set(HandlerContext context, DN user, String password, boolean mustChange) {
        List<Modification> changes = new ArrayList<>();
        changes.add(AdForm.password(password));
        if (mustChange) {
            changes.add(AdForm.replacement(AdAccount.PASSWORD_SET, "0"));
        }
        try {
            target.modify(context, user, changes);
        } catch (LdapFailure e) {
            throw new HandlerException("set the password: " + e.getMessage().replace(password, MASK));
        }
    }

    private static boolean hasPassword(Entry object) {
        return !LdapValues.of(AdDatamodel.PASSWORD, object.get(AdDatamodel.PASSWORD))
                .isEmpty();
    }
}
