package org.hermescdc.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hermescdc.spi.Settings;

/** Checks the foreign keys of a server's datamodel: what they join, and that they form no circle. */
final class ForeignKeyChecks {

    private final ConfigFile file;
    private final KeyPath datamodel;

    ForeignKeyChecks(ConfigFile file, KeyPath datamodel) {
        this.file = file;
        this.datamodel = datamodel;
    }

    void check(Settings types) {
        Map<String, Set<String>> parents = new LinkedHashMap<>();
        for (String type : types.toMap().keySet()) {
            Settings keys = types.section(type).section("foreignkeys");
            Set<String> parentsOfType = new LinkedHashSet<>();
            for (String attribute : keys.toMap().keySet()) {
                KeyPath path = datamodel.then(type, "foreignkeys", attribute);
                checkKey(path, attribute, keys.section(attribute), types.section(type), types);
                keys.section(attribute).optionalText("from_objtype").ifPresent(parentsOfType::add);
            }
            parents.put(type, parentsOfType);
        }
        Set<String> done = new LinkedHashSet<>();
        parents.keySet().forEach(type -> findCircle(type, parents, new ArrayList<>(), done));
    }

    private void checkKey(KeyPath path, String attribute, Settings key, Settings child, Settings types) {
        if (child.has("primarykeyattr") && !child.texts("primarykeyattr").contains(attribute)) {
            file.problem(
                    path,
                    "found '" + attribute + "', which is not part of the type's primary key; allowed: "
                            + String.join(", ", child.texts("primarykeyattr")));
        }
        String parent = key.optionalText("from_objtype").orElse(null);
        if (parent == null) {
            return;
        }
        file.requireKnown(path.then("from_objtype"), parent, file.keys(datamodel), "no type of the datamodel");
        List<String> parentKey = types.section(parent).texts("primarykeyattr");
        if (parentKey.size() > 1) {
            file.problem(
                    path.then("from_objtype"),
                    "found '" + parent + "', whose primary key is made of " + String.join(", ", parentKey)
                            + "; allowed: a type with one single primary key attribute");
        } else if (parentKey.size() == 1) {
            key.optionalText("from_attr")
                    .ifPresent(name -> file.requireKnown(
                            path.then("from_attr"), name, parentKey, "not the primary key of " + parent));
        }
    }

    /** Goes from type to parent; {@code way} holds the types passed. Each circle is told once. */
    private void findCircle(String type, Map<String, Set<String>> parents, List<String> way, Set<String> done) {
        int start = way.indexOf(type);
        if (start >= 0) {
            List<String> circle = new ArrayList<>(way.subList(start, way.size()));
            circle.add(type);
            file.problem(
                    datamodel.then(type, "foreignkeys"),
                    "found a circle of foreign keys: " + String.join(" → ", circle) + "; allowed: none");
            return;
        }
        if (done.contains(type)) {
            return;
        }
        way.add(type);
        parents.getOrDefault(type, Set.of()).forEach(parent -> findCircle(parent, parents, way, done));
        way.remove(way.size() - 1);
        done.add(type);
    }
}
