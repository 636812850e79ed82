package org.hermescdc.plugin.handler.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import java.util.List;
import java.util.Optional;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.directory.KnownObjects;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.ldap.LdapFailure;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;

/** All members of a group at once, and what groups call a renamed user. */
final class LdapMembers {

    private static final int FIRST = 0;
    private static final int SECOND = 1;

    private final String attribute;
    private final LdapObjects objects;
    private final LdapTarget target;
    private final KnownObjects known;

    LdapMembers(LdapSettings settings, LdapObjects objects, LdapTarget target, KnownObjects known) {
        this.attribute = settings.groupMemberAttribute();
        this.objects = objects;
        this.target = target;
        this.known = known;
    }

    /** A MembersOfGroups that is new or changed. */
    void set(HandlerCall call) {
        HandlerContext context = call.context();
        if (call.delta().attributes().contains(LdapObjects.GROUP_PKEY) && call.cachedObject() != null) {
            context.enterStep(FIRST);
            clear(context, call.cachedObject());
            context.enterStep(SECOND);
        }
        List<ASN1OctetString> members =
                LdapValues.of(LdapObjects.GROUP_MEMBERS, call.newObject().get(LdapObjects.GROUP_MEMBERS)).stream()
                        .map(login -> octets(objects.dn(LdapSettings.USERS, login.stringValue())))
                        .toList();
        set(context, known.get(Reference.GROUP, call.newObject()), members.isEmpty() ? objects.noMembers() : members);
    }

    /** A MembersOfGroups that is no more. */
    void clear(HandlerCall call) {
        clear(call.context(), call.cachedObject());
    }

    /**
     * Puts {@code after} in the place of {@code before} in a group. The directory may be doing the same of itself
     * (OpenLDAP's refint, in the background), so either value may come or go under our hands.
     */
    void replace(HandlerContext context, DN group, DN before, DN after) {
        try {
            target.modify(
                    context,
                    group,
                    List.of(change(ModificationType.DELETE, before), change(ModificationType.ADD, after)));
        } catch (LdapFailure e) {
            if (!e.code().equals(ResultCode.NO_SUCH_ATTRIBUTE)
                    && !e.code().equals(ResultCode.ATTRIBUTE_OR_VALUE_EXISTS)) {
                throw e;
            }
            unless(
                    ResultCode.ATTRIBUTE_OR_VALUE_EXISTS,
                    () -> target.modify(context, group, List.of(change(ModificationType.ADD, after))));
            unless(
                    ResultCode.NO_SUCH_ATTRIBUTE,
                    () -> target.modify(context, group, List.of(change(ModificationType.DELETE, before))));
        }
    }

    private void clear(HandlerContext context, Entry membersOfGroup) {
        Optional<DN> group = known.find(Reference.GROUP, membersOfGroup);
        boolean gone = group.isEmpty()
                || context.isAnErrorRetry() && target.read(group.get()).isEmpty();
        if (!gone) {
            set(context, group.get(), objects.noMembers());
        }
    }

    private void set(HandlerContext context, DN group, List<ASN1OctetString> members) {
        target.set(context, group, List.of(LdapObjects.replacement(attribute, members)));
    }

    private Modification change(ModificationType type, DN member) {
        return new Modification(type, attribute, member.toString());
    }

    private static ASN1OctetString octets(DN dn) {
        return new ASN1OctetString(dn.toString());
    }

    private static void unless(ResultCode expected, Runnable action) {
        try {
            action.run();
        } catch (LdapFailure e) {
            if (!e.code().equals(expected)) {
                throw e;
            }
        }
    }
}
