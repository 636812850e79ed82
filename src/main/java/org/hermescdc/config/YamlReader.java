package org.hermescdc.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.representer.Representer;

/**
 * Reads a YAML file as PyYAML does (YAML 1.1 values, anchors, merge keys), keeps where everything stands, refuses
 * duplicate keys, and replaces {@code ${env:…}} and {@code ${file:…}} in scalars. One use, one file.
 */
final class YamlReader {

    /** More parts, after aliases are followed, are no configuration but an attack or a mistake. */
    private static final int MOST_NODES = 500_000;

    private static final int MOST_ALIASES = 10_000;

    private final Problems problems;
    private final References references;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private int nodes;

    YamlReader(Problems problems, References references) {
        this.problems = problems;
        this.references = references;
    }

    /**
     * Returns the file's content, an empty section for an empty file.
     *
     * @throws ConfigException if the file cannot be read, or is no YAML; what is less bad goes to the problems
     */
    ConfigNode.Section read(Path file) {
        Node root = compose(text(file));
        ConfigNode content = root == null
                ? new ConfigNode.Scalar(ConfigNode.Mark.START, null, "", false)
                : converted(root, KeyPath.ROOT, mark(root));
        if (content instanceof ConfigNode.Section section) {
            return section;
        }
        if (!content.isNull()) {
            problems.add(content.mark(), KeyPath.ROOT, "found " + Found.of(content, false) + "; allowed: sections");
        }
        return ConfigNode.Section.empty(content.mark());
    }

    private String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw fatal(ConfigNode.Mark.START, "the file does not exist");
        } catch (IOException e) {
            throw fatal(ConfigNode.Mark.START, "the file cannot be read as UTF-8 text: " + References.reason(e));
        }
    }

    private Node compose(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(MOST_ALIASES);
        // No object is ever made from a tag; unknown ones are reported with their place.
        options.setTagInspector(tag -> true);
        DumperOptions unused = new DumperOptions();
        Yaml yaml = new Yaml(
                new SafeConstructor(options), new Representer(unused), unused, options, new YamlScalars.Tags());
        try {
            return yaml.compose(new StringReader(text));
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            String context = e.getContext() == null ? "" : e.getContext() + ": ";
            throw fatal(mark == null ? ConfigNode.Mark.START : mark(mark), "no YAML: " + context + e.getProblem());
        } catch (ReaderException e) {
            throw fatal(
                    position(text, e.getPosition()),
                    "no YAML: a character that is not allowed (code " + Integer.toHexString(e.getCodePoint()) + ")");
        } catch (YAMLException e) {
            throw fatal(ConfigNode.Mark.START, "no YAML: " + e.getMessage());
        }
    }

    private static ConfigNode.Mark position(String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int line = (int) before.chars().filter(c -> c == '\n').count();
        return new ConfigNode.Mark(line + 1, before.length() - before.lastIndexOf('\n'));
    }

    private ConfigException fatal(ConfigNode.Mark mark, String message) {
        problems.add(mark, KeyPath.ROOT, message);
        return problems.exception();
    }

    private static ConfigNode.Mark mark(Mark mark) {
        return new ConfigNode.Mark(mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static ConfigNode.Mark mark(Node node) {
        return mark(node.getStartMark());
    }

    /** @param place of the key that the node belongs to: a section, and nothing at all, stand there */
    private ConfigNode converted(Node node, KeyPath path, ConfigNode.Mark place) {
        if (++nodes > MOST_NODES) {
            throw fatal(mark(node), "the file has more than " + MOST_NODES + " parts once its aliases are followed");
        }
        if (!open.add(node)) {
            throw fatal(mark(node), "an anchor holds an alias of itself");
        }
        ConfigNode converted;
        if (node instanceof MappingNode mapping) {
            converted = section(mapping, path, place);
        } else if (node instanceof SequenceNode sequence) {
            converted = items(sequence, path);
        } else {
            converted = scalar((ScalarNode) node, path, place);
        }
        open.remove(node);
        return converted;
    }

    private ConfigNode scalar(ScalarNode node, KeyPath path, ConfigNode.Mark place) {
        String source = node.getValue();
        if (References.standIn(source)) {
            return references.node(mark(node), source, problem -> problems.add(mark(node), path, problem));
        }
        try {
            Object value = YamlScalars.valueOf(node.getTag(), source);
            return new ConfigNode.Scalar(value == null ? place : mark(node), value, source, false);
        } catch (IllegalArgumentException e) {
            problems.add(
                    mark(node), path, e.getMessage() + "; allowed: null, bool, int, float, string, timestamp, binary");
            return new ConfigNode.Scalar(mark(node), source, source, false);
        }
    }

    private ConfigNode items(SequenceNode node, KeyPath path) {
        checkTag(node, Tag.SEQ, path);
        List<ConfigNode> items = new ArrayList<>();
        for (Node item : node.getValue()) {
            items.add(converted(item, path.item(items.size()), mark(item)));
        }
        return new ConfigNode.Items(mark(node), items);
    }

    private ConfigNode.Section section(MappingNode node, KeyPath path, ConfigNode.Mark place) {
        checkTag(node, Tag.MAP, path);
        Map<String, ConfigNode.Entry> merged = new LinkedHashMap<>();
        Map<String, ConfigNode.Entry> own = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Node key = tuple.getKeyNode();
            if (key.getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), path, merged);
            } else if (key instanceof ScalarNode scalar) {
                add(scalar, tuple.getValueNode(), path, own);
            } else {
                problems.add(mark(key), path, "found a list or map as a key; allowed: text");
            }
        }
        merged.putAll(own);
        return new ConfigNode.Section(place, merged);
    }

    private void add(ScalarNode key, Node value, KeyPath path, Map<String, ConfigNode.Entry> own) {
        String name = key.getValue();
        KeyPath inner = path.then(name);
        ConfigNode.Entry first = own.get(name);
        if (first != null) {
            problems.add(
                    mark(key),
                    inner,
                    "duplicate key; it stands in line " + first.key().line() + " already");
            return;
        }
        own.put(name, new ConfigNode.Entry(mark(key), converted(value, inner, mark(key))));
    }

    /** Adds the entries of a merge key; of several maps the first that has a key counts. */
    private void merge(Node value, KeyPath path, Map<String, ConfigNode.Entry> merged) {
        List<Node> maps = value instanceof SequenceNode several ? several.getValue() : List.of(value);
        for (Node map : maps) {
            if (map instanceof MappingNode) {
                ((ConfigNode.Section) converted(map, path, mark(map))).entries().forEach(merged::putIfAbsent);
            } else {
                problems.add(mark(map), path.then("<<"), "found no map to merge; allowed: a map, or a list of maps");
            }
        }
    }

    private void checkTag(Node node, Tag allowed, KeyPath path) {
        if (!node.getTag().equals(allowed)) {
            problems.add(mark(node), path, "found the tag " + node.getTag().getValue() + "; allowed: no tag");
        }
    }
}
