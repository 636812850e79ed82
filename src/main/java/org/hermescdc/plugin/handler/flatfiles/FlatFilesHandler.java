package org.hermescdc.plugin.handler.flatfiles;

import static org.hermescdc.plugin.handler.flatfiles.GroupMails.GROUPS;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.GROUP_MEMBERS;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.GROUP_PKEY;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.LOGIN;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.MAIL;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.MEMBERSHIPS;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.MEMBER_LISTS;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.NAME;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.USERS;
import static org.hermescdc.plugin.handler.flatfiles.GroupMails.USER_PKEY;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerEvent;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.On;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;

/**
 * The client plugin {@code usersgroups_flatfiles_emails_of_groups} (spec/07). Events only tell that files are stale; at each
 * save the files are compared with what the cache says, so that nothing is lost by a death. Files follow a renamed or
 * removed group at once, while its old name is known. What is trashed counts as gone.
 */
public final class FlatFilesHandler implements EventHandler {

    private MailFiles files;
    private GroupMails mails;
    private Set<String> onlyTheseGroups;
    private boolean stale = true;

    @Override
    public String name() {
        return "usersgroups_flatfiles_emails_of_groups";
    }

    @Override
    public SettingsSchema settings() {
        return SettingsSchema.of(
                Setting.text("destDir", ".+")
                        .asRequired()
                        .describedAs("The folder of the files, one a group; made if it is missing."),
                Setting.texts("onlyTheseGroups")
                        .withDefault(List.of())
                        .describedAs("The names of the groups that get a file; empty for all."));
    }

    @Override
    public List<HandledType> types(Settings settings) {
        return List.of(
                HandledType.of(USERS, MAIL),
                HandledType.of(GROUPS, GROUP_PKEY, NAME),
                HandledType.of(MEMBERSHIPS, USER_PKEY, GROUP_PKEY)
                        .with(USERS, USER_PKEY, MAIL)
                        .with(GROUPS, GROUP_PKEY, NAME),
                HandledType.of(MEMBER_LISTS, GROUP_PKEY, GROUP_MEMBERS)
                        .with(USERS, LOGIN, MAIL)
                        .with(GROUPS, GROUP_PKEY, NAME));
    }

    @Override
    public void start(Settings settings, ObjectLookup lookup) {
        files = new MailFiles(Path.of(settings.text("destDir")));
        onlyTheseGroups = Set.copyOf(settings.texts("onlyTheseGroups"));
        mails = new GroupMails(lookup);
    }

    @Override
    public void onSave() {
        if (stale) {
            mails.byGroupName().forEach((group, lines) -> {
                if (isWanted(group)) {
                    files.write(group, lines);
                }
            });
            stale = false;
        }
    }

    @On(type = USERS, event = HandlerEvent.ADDED)
    @On(type = USERS, event = HandlerEvent.RECYCLED)
    @On(type = USERS, event = HandlerEvent.MODIFIED)
    public void userIsThere(Entry newObject) {
        GroupMails.mailsOf(newObject);
        stale = true;
    }

    @On(type = GROUPS, event = HandlerEvent.ADDED)
    @On(type = GROUPS, event = HandlerEvent.RECYCLED)
    public void groupIsThere(Entry newObject) {
        check(GroupMails.groupName(newObject));
        stale = true;
    }

    public void on_Groups_modified(Entry newObject, Entry cachedObject) {
        String before = GroupMails.groupName(cachedObject);
        String after = GroupMails.groupName(newObject);
        check(after);
        if (!before.equals(after) && isWanted(before)) {
            if (isWanted(after)) {
                files.rename(before, after);
            } else {
                files.delete(before);
            }
        }
        stale = true;
    }

    @On(type = GROUPS, event = HandlerEvent.TRASHED)
    @On(type = GROUPS, event = HandlerEvent.REMOVED)
    public void groupIsGone(Entry cachedObject) {
        String name = GroupMails.groupName(cachedObject);
        if (isWanted(name)) {
            files.delete(name);
        }
        stale = true;
    }

    @On(type = USERS, event = HandlerEvent.TRASHED)
    @On(type = USERS, event = HandlerEvent.REMOVED)
    @On(type = MEMBERSHIPS, event = HandlerEvent.ADDED)
    @On(type = MEMBERSHIPS, event = HandlerEvent.RECYCLED)
    @On(type = MEMBERSHIPS, event = HandlerEvent.MODIFIED)
    @On(type = MEMBERSHIPS, event = HandlerEvent.TRASHED)
    @On(type = MEMBERSHIPS, event = HandlerEvent.REMOVED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.ADDED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.RECYCLED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.MODIFIED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.TRASHED)
    @On(type = MEMBER_LISTS, event = HandlerEvent.REMOVED)
    public void membersChanged() {
        stale = true;
    }

    private void check(String group) {
        if (isWanted(group)) {
            files.check(group);
        }
    }

    private boolean isWanted(String group) {
        return onlyTheseGroups.isEmpty() || onlyTheseGroups.contains(group);
    }
}
