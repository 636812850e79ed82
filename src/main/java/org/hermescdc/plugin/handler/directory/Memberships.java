package org.hermescdc.plugin.handler.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.ldap.LdapFailure;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Single memberships, each an object of its own: one value of the member attribute of a group. */
public final class Memberships {

    private static final Logger LOG = LoggerFactory.getLogger(Memberships.class);

    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final LdapTarget target;
    private final KnownObjects known;
    private final Reference member;
    private final String attribute;
    private final List<ASN1OctetString> noMembers;

    /**
     * @param member the attribute of a membership that tells who is the member
     * @param attribute of groups, with the DNs of the members
     * @param noMembers the values that it gets in a group whose object class wants one; empty for none
     */
    public Memberships(
            LdapTarget target,
            KnownObjects known,
            Reference member,
            String attribute,
            List<ASN1OctetString> noMembers) {
        this.target = target;
        this.known = known;
        this.member = member;
        this.attribute = attribute;
        this.noMembers = noMembers;
    }

    /** A new membership. */
    public void add(HandlerCall call) {
        add(call.context(), call.newObject());
    }

    /** A membership whose key is none of member and group, and now ties others. */
    public void move(HandlerCall call) {
        HandlerContext context = call.context();
        Set<String> touched = call.delta().attributes();
        if (touched.contains(member.attribute()) || touched.contains(Reference.GROUP.attribute())) {
            context.enterStep(FIRST);
            add(context, call.newObject());
            context.enterStep(SECOND);
            remove(context, call.cachedObject());
        }
    }

    /** A membership that is no more. */
    public void remove(HandlerCall call) {
        remove(call.context(), call.cachedObject());
    }

    private void add(HandlerContext context, Entry membership) {
        DN group = known.get(Reference.GROUP, membership);
        DN dn = known.get(member, membership);
        boolean there = context.isAnErrorRetry() && target.has(group, attribute, dn.toString());
        if (!there) {
            target.modify(context, group, List.of(change(ModificationType.ADD, dn)));
        }
    }

    private void remove(HandlerContext context, Entry membership) {
        Optional<DN> group = known.find(Reference.GROUP, membership);
        Optional<DN> dn = known.find(member, membership);
        if (group.isEmpty() || dn.isEmpty()) {
            LOG.info("nothing to remove: the {} of this membership is gone", group.isEmpty() ? "group" : "member");
            return;
        }
        boolean gone = context.isAnErrorRetry()
                && !target.has(group.get(), attribute, dn.get().toString());
        if (!gone) {
            remove(context, group.get(), dn.get());
        }
    }

    /** The last member leaves the default value behind, where the object class asks for one. */
    private void remove(HandlerContext context, DN group, DN dn) {
        try {
            target.modify(context, group, List.of(change(ModificationType.DELETE, dn)));
        } catch (LdapFailure e) {
            if (!e.code().equals(ResultCode.OBJECT_CLASS_VIOLATION) || noMembers.isEmpty()) {
                throw e;
            }
            ASN1OctetString[] values = noMembers.toArray(ASN1OctetString[]::new);
            target.modify(context, group, List.of(new Modification(ModificationType.REPLACE, attribute, values)));
        }
    }

    private Modification change(ModificationType type, DN dn) {
        return new Modification(type, attribute, dn.toString());
    }
}
