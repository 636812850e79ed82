package org.hermescdc.plugin.handler.ldap;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;

/**
 * Users and groups: one entry each. A first try trusts the cache and asks the directory nothing; a retry looks first, so
 * that what was done already is not done twice.
 */
final class LdapEntries {

    private static final int RENAME = 0;
    private static final int MEMBERSHIPS = 1;
    private static final int ATTRIBUTES = 2;

    private static final String OBJECT_CLASS = "objectClass";

    private final LdapSettings settings;
    private final LdapObjects objects;
    private final LdapTarget target;
    private final LdapMembers members;

    LdapEntries(LdapSettings settings, LdapObjects objects, LdapTarget target, LdapMembers members) {
        this.settings = settings;
        this.objects = objects;
        this.target = target;
        this.members = members;
    }

    void add(HandlerCall call) {
        HandlerContext context = call.context();
        DN dn = objects.dn(call.type(), call.newObject());
        Optional<SearchResultEntry> there = context.isAnErrorRetry() ? target.read(dn) : Optional.empty();
        if (there.isPresent()) {
            target.set(context, dn, unlessOfTheseClasses(there.get(), objects.changes(call.type(), call.newObject())));
        } else {
            target.add(context, dn, objects.attributes(call.type(), call.newObject()));
        }
    }

    void modify(HandlerCall call) {
        HandlerContext context = call.context();
        DN before = objects.dn(call.type(), call.cachedObject());
        DN after = objects.dn(call.type(), call.newObject());
        // Merged events keep the step of the first: only a partially processed one, never merged, has a step to trust.
        int step = context.isPartiallyProcessed() ? context.currentStep() : RENAME;
        if (!before.toString().equals(after.toString())) {
            follow(call, step, before, after);
        }
        context.enterStep(ATTRIBUTES);
        target.set(context, after, objects.changes(call.type(), call.delta().attributes(), call.newObject()));
    }

    void remove(HandlerCall call) {
        DN dn = objects.dn(call.type(), call.cachedObject());
        boolean gone = call.context().isAnErrorRetry() && target.read(dn).isEmpty();
        if (!gone) {
            target.delete(call.context(), dn);
        }
    }

    /** Some directories list the parents of an object class too: those are not to be taken away. */
    private static List<Modification> unlessOfTheseClasses(SearchResultEntry entry, List<Modification> wanted) {
        return wanted.stream()
                .filter(change -> !change.getAttributeName().equalsIgnoreCase(OBJECT_CLASS)
                        || !Arrays.stream(change.getValues()).allMatch(entry::hasObjectClass))
                .toList();
    }

    private void follow(HandlerCall call, int step, DN before, DN after) {
        HandlerContext context = call.context();
        if (step <= RENAME) {
            context.enterStep(RENAME);
            if (!(context.isAnErrorRetry() && isRenamed(before, after))) {
                target.rename(context, before, after.getRDN());
            }
        }
        if (step <= MEMBERSHIPS && call.type().equals(LdapSettings.USERS) && settings.propagatesUserDn()) {
            context.enterStep(MEMBERSHIPS);
            groupsOf(before).forEach(group -> members.replace(context, group, before, after));
        }
    }

    /** Looks at the letters of the name too: a change of case alone leaves the old DN valid. */
    private boolean isRenamed(DN before, DN after) {
        return target.read(after)
                .filter(entry -> name(after).equals(name(LdapTarget.name(entry))))
                .filter(entry -> before.equals(after) || target.read(before).isEmpty())
                .isPresent();
    }

    private List<DN> groupsOf(DN user) {
        Filter filter = Filter.createANDFilter(
                Filter.createEqualityFilter(OBJECT_CLASS, settings.groupsObjectclass()),
                Filter.createEqualityFilter(settings.groupMemberAttribute(), user.toString()));
        return target.names(settings.baseDn(), filter);
    }

    private static String name(DN dn) {
        return dn.getRDN().getAttributeValues()[0];
    }
}
