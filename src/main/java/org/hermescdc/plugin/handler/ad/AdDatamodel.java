package org.hermescdc.plugin.handler.ad;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.hermescdc.plugin.handler.directory.KnownObjects.Reference;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandledType.Lack;

/** What a client's datamodel must be for Active Directory. */
final class AdDatamodel {

    static final String PASSWORDS = "UserPasswords";
    static final String MEMBERSHIPS = "GroupsMembers";
    static final String MEMBER_LISTS = "MembersOfGroups";
    static final String SUBGROUPS = "SubGroupsMembers";
    static final String PASSWORD = "password";
    static final String MEMBERS = "groupmembers";

    private AdDatamodel() {}

    static List<HandledType> types() {
        String user = Reference.USER.attribute();
        String group = Reference.GROUP.attribute();
        String subgroup = Reference.SUBGROUP.attribute();
        return List.of(
                HandledType.of(AdNames.USERS, AdNames.ACCOUNT_NAME),
                HandledType.of(PASSWORDS, user, PASSWORD).with(AdNames.USERS, AdNames.ACCOUNT_NAME),
                HandledType.of(AdNames.GROUPS, AdNames.ACCOUNT_NAME),
                HandledType.of(MEMBERSHIPS, user, group)
                        .with(AdNames.USERS, AdNames.ACCOUNT_NAME)
                        .with(AdNames.GROUPS, AdNames.ACCOUNT_NAME),
                HandledType.of(MEMBER_LISTS, group, MEMBERS).with(AdNames.GROUPS, AdNames.ACCOUNT_NAME),
                HandledType.of(SUBGROUPS, subgroup, group).with(AdNames.GROUPS, AdNames.ACCOUNT_NAME));
    }

    /**
     * What is wrong with the local attributes of Users and Groups.
     *
     * @param refusal by type and attribute, why the attribute cannot be used
     */
    static List<Lack> problems(
            Map<String, Set<String>> datamodel, BiFunction<String, String, Optional<String>> refusal) {
        List<Lack> problems = new ArrayList<>();
        for (String type : List.of(AdNames.USERS, AdNames.GROUPS)) {
            Set<String> names = new TreeSet<>(datamodel.getOrDefault(type, Set.of()));
            names.removeIf(AdNames::isKey);
            for (String name : names) {
                refusal.apply(type, name)
                        .ifPresent(why -> problems.add(new Lack(List.of(type, "attrsmapping", name), why)));
            }
            clashes(type, names)
                    .forEach((ldapName, same) -> problems.add(new Lack(
                            List.of(type, "attrsmapping"),
                            "would set '" + ldapName + "' more than once: " + String.join(", ", same)
                                    + " are the same in Active Directory")));
        }
        return problems;
    }

    /** LDAP attributes that several local attributes are, and those. */
    private static Map<String, Set<String>> clashes(String type, Set<String> names) {
        Map<String, Set<String>> byLdapName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        names.forEach(name -> AdNames.find(type, name).ifPresent(attribute -> byLdapName
                .computeIfAbsent(attribute.ldapName(), key -> new TreeSet<>())
                .add(name)));
        byLdapName
                .values()
                .removeIf(same -> same.size() < 2
                        || same.stream()
                                .allMatch(name ->
                                        AdNames.find(type, name).orElseThrow().isPart()));
        return byLdapName;
    }
}
