package org.hermescdc.plugin.handler.ldap;

import java.util.List;
import java.util.Optional;
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
import org.hermescdc.spi.SettingsSchema;

/** The client plugin {@code usersgroups_ldap} (spec/07): which event of which type does what. */
public final class LdapHandler implements EventHandler {

    private static final String MEMBERSHIPS = "GroupsMembers";
    private static final String MEMBER_LISTS = "MembersOfGroups";

    private LdapTarget target;
    private LdapEntries entries;
    private LdapMembers members;
    private Memberships memberships;
    private LdapPasswords passwords;

    @Override
    public String name() {
        return "usersgroups_ldap";
    }

    @Override
    public SettingsSchema settings() {
        return LdapSettings.SCHEMA;
    }

    @Override
    public List<HandledType> types(Settings settings) {
        Settings names = settings.section("dnAttributes");
        String userName = names.text(LdapSettings.USERS);
        String groupName = names.text(LdapSettings.GROUPS);
        return List.of(
                HandledType.of(LdapSettings.USERS, userName),
                HandledType.of(LdapSettings.PASSWORDS, LdapObjects.USER_PKEY),
                HandledType.of(LdapSettings.GROUPS, groupName),
                HandledType.of(MEMBERSHIPS, LdapObjects.USER_PKEY, LdapObjects.GROUP_PKEY)
                        .with(LdapSettings.USERS, userName)
                        .with(LdapSettings.GROUPS, groupName),
                HandledType.of(MEMBER_LISTS, LdapObjects.GROUP_PKEY, LdapObjects.GROUP_MEMBERS)
                        .with(LdapSettings.GROUPS, groupName));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        LdapSettings ldap = LdapSettings.of(settings);
        LdapObjects objects = new LdapObjects(ldap);
        KnownObjects known = new KnownObjects(lookup, (type, object) -> Optional.of(objects.dn(type, object)));
        target = new LdapTarget(new LdapConnector(ldap.server(), ldap.answerLimit()));
        members = new LdapMembers(ldap, objects, target, known);
        memberships = new Memberships(target, known, Reference.USER, ldap.groupMemberAttribute(), objects.noMembers());
        entries = new LdapEntries(ldap, objects, target, members);
        passwords = new LdapPasswords(ldap, objects, target, known);
    }

    @Override
    public void close() {
        if (target != null) {
            target.close();
        }
    }

    @On(type = LdapSettings.USERS, event = HandlerEvent.ADDED)
    @On(type = LdapSettings.GROUPS, event = HandlerEvent.ADDED)
    public void addEntry(HandlerCall call) {
        entries.add(call);
    }

    @On(type = LdapSettings.USERS, event = HandlerEvent.MODIFIED)
    @On(type = LdapSettings.GROUPS, event = HandlerEvent.MODIFIED)
    public void modifyEntry(HandlerCall call) {
        entries.modify(call);
    }

    @On(type = LdapSettings.USERS, event = HandlerEvent.REMOVED)
    @On(type = LdapSettings.GROUPS, event = HandlerEvent.REMOVED)
    public void removeEntry(HandlerCall call) {
        entries.remove(call);
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

    @On(type = MEMBER_LISTS, event = HandlerEvent.ADDED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.MODIFIED)
    public void setMembers(HandlerCall call) {
        members.set(call);
    }

    public void on_MembersOfGroups_removed(HandlerCall call) {
        members.clear(call);
    }
}
