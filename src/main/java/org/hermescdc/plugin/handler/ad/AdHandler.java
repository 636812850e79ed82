package org.hermescdc.plugin.handler.ad;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.plugin.handler.directory.KnownObjects;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.plugin.handler.directory.LdapTarget;
import org.hermescdc.plugin.handler.directory.Memberships;
import org.hermescdc.plugin.ldap.LdapConnector;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Settings;

/** What both plugins for Active Directory do with the events (spec/07); they differ in their settings. */
abstract class AdHandler implements EventHandler {

    private LdapTarget target;
    private AdEntries entries;
    private AdUsers users;
    private AdPasswords passwords;
    private Memberships memberships;
    private Memberships subgroups;
    private AdMemberLists memberLists;

    /** The settings, whatever their keys are called. */
    abstract AdSettings read(Settings settings);

    /** Why a local attribute of Users or Groups cannot be used; empty if it can. */
    abstract Optional<String> refusal(Settings settings, String type, String attribute);

    @Override
    public List<HandledType> types(Settings settings) {
        return AdDatamodel.types();
    }

    @Override
    public List<HandledType.Lack> problems(Settings settings, Map<String, Set<String>> datamodel) {
        return AdDatamodel.problems(datamodel, (type, name) -> refusal(settings, type, name));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        AdSettings ad = read(settings);
        target = new LdapTarget(new LdapConnector(ad.server(), ad.answerLimit()));
        AdDirectory directory = new AdDirectory(ad, target);
        KnownObjects known = new KnownObjects(lookup, directory::dn);
        AdAttributes attributes = new AdAttributes(directory, target, ad.upnSuffix());
        entries = new AdEntries(directory, attributes, target);
        passwords = new AdPasswords(known, target, ad.passwords());
        users = new AdUsers(entries, attributes, directory, passwords, target, ad.mandatoryGroups());
        memberships = new Memberships(target, known, Reference.USER, AdUsers.MEMBER, List.of());
        subgroups = new Memberships(target, known, Reference.SUBGROUP, AdUsers.MEMBER, List.of());
        memberLists = new AdMemberLists(directory, known, target, ad.leavesOutUnknownMembers());
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }

    public void on_Users_added(HandlerCall call) {
        users.add(call);
    }

    public void on_Groups_added(HandlerCall call) {
        entries.add(call);
    }

    @On(type = AdNames.USERS, event = HandlerEvent.MODIFIED)
    @On(type = AdNames.GROUPS, event = HandlerEvent.MODIFIED)
    public void modifyEntry(HandlerCall call) {
        entries.modify(call);
    }

    @On(type = AdNames.USERS, event = HandlerEvent.REMOVED)
    @On(type = AdNames.GROUPS, event = HandlerEvent.REMOVED)
    public void removeEntry(HandlerCall call) {
        entries.remove(call);
    }

    public void on_Users_trashed(HandlerCall call) {
        users.trash(call);
    }

    public void on_Users_recycled(HandlerCall call) {
        users.recycle(call);
    }

    public void on_UserPasswords_added(HandlerCall call) {
        passwords.add(call);
    }

    public void on_UserPasswords_modified(HandlerCall call) {
        passwords.modify(call);
    }

    public void on_UserPasswords_removed(HandlerCall call) {
        passwords.remove(call);
    }

    public void on_GroupsMembers_added(HandlerCall call) {
        memberships.add(call);
    }

    public void on_GroupsMembers_modified(HandlerCall call) {
        memberships.move(call);
    }

    public void on_GroupsMembers_removed(HandlerCall call) {
        memberships.remove(call);
    }

    public void on_SubGroupsMembers_added(HandlerCall call) {
        subgroups.add(call);
    }

    public void on_SubGroupsMembers_modified(HandlerCall call) {
        subgroups.move(call);
    }

    public void on_SubGroupsMembers_removed(HandlerCall call) {
        subgroups.remove(call);
    }

    @On(type = AdDatamodel.MEMBER_LISTS, event = HandlerEvent.ADDED)
    @On(type = AdDatamodel.MEMBER_LISTS, event = HandlerEvent.MODIFIED)
    public void setMembers(HandlerCall call) {
        memberLists.set(call);
    }

    public void on_MembersOfGroups_removed(HandlerCall call) {
        memberLists.clear(call);
    }
}
