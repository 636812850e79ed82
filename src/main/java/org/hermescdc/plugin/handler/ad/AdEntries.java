package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.RDN;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;

/** Entries of users and groups: made, renamed, changed, deleted. Each is found by its account name, when it is needed. */
final class AdEntries {

    /** The last step of whatever changes an entry: other accounts, which may be made later than this one. */
    static final int ACCOUNTS = 4;

    private static final int CREATE = 0;
    private static final int ACCOUNT_NAME = 0;
    private static final int ENTRY_NAME = 1;
    private static final int ATTRIBUTES = 2;

    private final AdDirectory directory;
    private final AdAttributes attributes;
    private final LdapTarget target;

    AdEntries(AdDirectory directory, AdAttributes attributes, LdapTarget target) {
        this.directory = directory;
        this.attributes = attributes;
        this.target = target;
    }

    /** The entry of a new object, made unless an earlier try has done so; if it went away since, all begins anew. */
    AdAccount created(HandlerCall call) {
        String name = AdDirectory.accountName(call.type(), call.newObject());
        return Optional.of(call)
                .filter(tried -> isDone(tried.context(), CREATE))
                .flatMap(tried -> directory.find(tried.type(), name))
                .orElseGet(() -> create(call));
    }

    /** Makes the entry of a new object, or brings the one up to date that a retry finds. */
    private AdAccount create(HandlerCall call) {
        HandlerContext context = call.context();
        context.enterStep(CREATE);
        Entry object = call.newObject();
        String name = AdDirectory.accountName(call.type(), object);
        Optional<AdAccount> there = context.isAnErrorRetry() ? directory.find(call.type(), name) : Optional.empty();
        if (there.isPresent()) {
            attributes.write(context, call.type(), there.get(), there.get().dn(), object.attributes(), object);
        } else {
            List<Attribute> all = attributes.ofNew(call.type(), object);
            target.add(context, directory.newDn(call.type(), object), all);
        }
        return directory.get(call.type(), name);
    }

    /** A new group; users have more steps. */
    void add(HandlerCall call) {
        refer(call, created(call).dn(), call.newObject().attributes());
    }

    void modify(HandlerCall call) {
        HandlerContext context = call.context();
        Entry object = call.newObject();
        AdAccount account = isDone(context, ACCOUNT_NAME)
                ? directory.get(call.type(), AdDirectory.accountName(call.type(), object))
                : underItsNewName(call);
        DN dn = isDone(context, ENTRY_NAME) ? account.dn() : renamed(call, account);
        Set<String> names = call.delta().attributes();
        if (!isDone(context, ATTRIBUTES)) {
            context.enterStep(ATTRIBUTES);
            attributes.write(context, call.type(), account, dn, names, object);
        }
        refer(call, dn, names);
    }

    void remove(HandlerCall call) {
        find(call).ifPresent(account -> target.delete(call.context(), account.dn()));
    }

    /** The account of an object that is to go; empty if a retry finds it gone already. */
    Optional<AdAccount> find(HandlerCall call) {
        String name = AdDirectory.accountName(call.type(), call.cachedObject());
        return call.context().isAnErrorRetry()
                ? directory.find(call.type(), name)
                : Optional.of(directory.get(call.type(), name));
    }

    /** Sets the attributes among {@code names} that name other accounts. */
    void refer(HandlerCall call, DN dn, Collection<String> names) {
        List<Modification> changes = attributes.accounts(call.type(), names, call.newObject());
        if (!changes.isEmpty()) {
            call.context().enterStep(ACCOUNTS);
            target.set(call.context(), dn, changes);
        }
    }

    /** Merged events keep the step of the first: only a partially processed one, never merged, has a step to trust. */
    static boolean isDone(HandlerContext context, int step) {
        return context.isPartiallyProcessed() && context.currentStep() > step;
    }

    private AdAccount underItsNewName(HandlerCall call) {
        String before = AdDirectory.accountName(call.type(), call.cachedObject());
        String after = AdDirectory.accountName(call.type(), call.newObject());
        if (before.equals(after)) {
            return directory.get(call.type(), before);
        }
        call.context().enterStep(ACCOUNT_NAME);
        AdAccount account = call.context().isAnErrorRetry()
                ? either(call.type(), before, after)
                : directory.get(call.type(), before);
        target.set(call.context(), account.dn(), attributes.names(call.type(), account, before, call.newObject()));
        return account;
    }

    /** Nothing tells whether the one that is there under the new name is ours: no guess where both are. */
    private AdAccount either(String type, String before, String after) {
        Optional<AdAccount> old = directory.find(type, before);
        Optional<AdAccount> now = directory.find(type, after);
        if (old.isPresent()
                && now.isPresent()
                && !old.get().dn().equals(now.get().dn())) {
            throw new HandlerException("rename account '" + before + "' to '" + after + "': both are there, "
                    + old.get().dn() + " and " + now.get().dn() + "; remove or rename the one that should not be");
        }
        return old.or(() -> now).orElseGet(() -> directory.get(type, before));
    }

    private DN renamed(HandlerCall call, AdAccount account) {
        String before = AdDirectory.entryName(call.type(), call.cachedObject());
        String after = AdDirectory.entryName(call.type(), call.newObject());
        if (before.equals(after) || after.equals(account.name())) {
            return account.dn();
        }
        call.context().enterStep(ENTRY_NAME);
        RDN name = AdDirectory.rdn(after);
        target.rename(call.context(), account.dn(), name);
        return AdDirectory.below(account.dn().getParent(), name);
    }
}
