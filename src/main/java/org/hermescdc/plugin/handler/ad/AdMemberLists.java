package org.hermescdc.plugin.handler.ad;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Key;
import org.hermescdc.plugin.handler.directory.KnownObjects;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All users of a group at once. Only users come and go: subgroups are those of SubGroupsMembers, computers and contacts
 * are nobody's. What a group has is asked of the directory each time, so that a replay does nothing twice.
 */
final class AdMemberLists {

    private static final Logger LOG = LoggerFactory.getLogger(AdMemberLists.class);

    /** Domain controllers refuse requests with too many values. */
    private static final int VALUES_A_REQUEST = 1000;

    private static final int FORMER_GROUP = 0;
    private static final int GROUP = 1;

    private final AdDirectory directory;
    private final KnownObjects known;
    private final LdapTarget target;
    private final boolean leavesOutUnknown;

    AdMemberLists(AdDirectory directory, KnownObjects known, LdapTarget target, boolean leavesOutUnknown) {
        this.directory = directory;
        this.known = known;
        this.target = target;
        this.leavesOutUnknown = leavesOutUnknown;
    }

    void set(HandlerCall call) {
        HandlerContext context = call.context();
        if (call.cachedObject() != null
                && call.delta().attributes().contains(Reference.GROUP.attribute())
                && !AdEntries.isDone(context, FORMER_GROUP)) {
            context.enterStep(FORMER_GROUP);
            clear(call);
            context.enterStep(GROUP);
        }
        DN group = known.get(Reference.GROUP, call.newObject());
        List<String> logins = LdapValues.of(
                        AdDatamodel.MEMBERS, call.newObject().get(AdDatamodel.MEMBERS))
                .stream()
                .map(ASN1OctetString::stringValue)
                .toList();
        replace(context, group, there(call.key(), logins));
    }

    void clear(HandlerCall call) {
        known.find(Reference.GROUP, call.cachedObject()).ifPresent(group -> replace(call.context(), group, Set.of()));
    }

    private Collection<DN> there(Key key, List<String> logins) {
        Map<String, DN> users = directory.users(logins);
        List<String> unknown =
                logins.stream().filter(login -> !users.containsKey(login)).toList();
        if (!unknown.isEmpty()) {
            String what = AdDatamodel.MEMBER_LISTS + "[" + key + "]: there are no such users in Active Directory: "
                    + String.join(", ", unknown);
            if (!leavesOutUnknown) {
                throw new HandlerException(what);
            }
            LOG.warn("{}; they are left out", what);
        }
        return users.values();
    }

    private void replace(HandlerContext context, DN group, Collection<DN> wanted) {
        Set<DN> gone = new LinkedHashSet<>(directory.userMembers(group));
        Set<DN> missing = new LinkedHashSet<>(wanted);
        missing.removeAll(gone);
        gone.removeAll(Set.copyOf(wanted));
        write(context, group, ModificationType.ADD, missing);
        write(context, group, ModificationType.DELETE, gone);
    }

    private void write(HandlerContext context, DN group, ModificationType type, Collection<DN> members) {
        List<String> values = new ArrayList<>(members.stream().map(DN::toString).toList());
        for (int start = 0; start < values.size(); start += VALUES_A_REQUEST) {
            List<String> part = values.subList(start, Math.min(values.size(), start + VALUES_A_REQUEST));
            target.modify(context, group, List.of(new Modification(type, AdUsers.MEMBER, part.toArray(String[]::new))));
        }
    }
}
