package org.hermescdc.plugin.handler.ad;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;

/** Users: a new one gets a password that nobody knows before it is enabled; what is trashed is disabled. */
final class AdUsers {

    static final String MEMBER = "member";

    private static final int PASSWORD = 1;
    private static final int LOGIN = 2;
    private static final int GROUPS = 3;

    private final AdEntries entries;
    private final AdAttributes attributes;
    private final AdDirectory directory;
    private final AdPasswords passwords;
    private final LdapTarget target;
    private final List<String> mandatoryGroups;

    AdUsers(
            AdEntries entries,
            AdAttributes attributes,
            AdDirectory directory,
            AdPasswords passwords,
            LdapTarget target,
            List<String> mandatoryGroups) {
        this.entries = entries;
        this.attributes = attributes;
        this.directory = directory;
        this.passwords = passwords;
        this.target = target;
        this.mandatoryGroups = mandatoryGroups;
    }

    void add(HandlerCall call) {
        HandlerContext context = call.context();
        AdAccount account = entries.created(call);
        if (!AdEntries.isDone(context, PASSWORD)) {
            context.enterStep(PASSWORD);
            if (needsPassword(context, account)) {
                passwords.setRandom(context, account.dn());
            }
        }
        if (!AdEntries.isDone(context, LOGIN)) {
            context.enterStep(LOGIN);
            Set<String> names = new HashSet<>(call.newObject().attributes());
            names.add(AdNames.ENABLED);
            AdAccount now = directory.get(call.type(), AdDirectory.accountName(call.type(), call.newObject()));
            target.modify(context, account.dn(), attributes.login(now, names, call.newObject()));
        }
        if (!AdEntries.isDone(context, GROUPS)) {
            context.enterStep(GROUPS);
            mandatoryGroups.forEach(group -> join(context, account.dn(), group));
        }
        entries.refer(call, account.dn(), call.newObject().attributes());
    }

    void trash(HandlerCall call) {
        entries.find(call).filter(account -> !account.isDisabled()).ifPresent(account -> {
            int control = account.control() | AdAccount.DISABLED;
            target.modify(
                    call.context(),
                    account.dn(),
                    List.of(AdForm.replacement(AdAccount.CONTROL, String.valueOf(control))));
        });
    }

    void recycle(HandlerCall call) {
        AdAccount account = directory.get(call.type(), AdDirectory.accountName(call.type(), call.newObject()));
        target.modify(
                call.context(), account.dn(), attributes.login(account, Set.of(AdNames.ENABLED), call.newObject()));
    }

    /** Never for an account that a retry finds in use: its owner would be locked out. */
    private static boolean needsPassword(HandlerContext context, AdAccount account) {
        return !context.isAnErrorRetry() || account.isDisabled() && account.wantsAPassword();
    }

    private void join(HandlerContext context, DN user, String name) {
        DN group = directory.anywhere(AdSettings.MANDATORY_GROUPS, name);
        boolean there = context.isAnErrorRetry() && target.has(group, MEMBER, user.toString());
        if (!there) {
            target.modify(context, group, List.of(new Modification(ModificationType.ADD, MEMBER, user.toString())));
        }
    }
}
