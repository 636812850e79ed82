package org.hermescdc.plugin.datasource.file;

import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.hermescdc.core.HermesException;

/**
 * Elements of an XML document. The attributes and child elements of each are its columns: text, null where empty, a list
 * where several have one name, a map where a child has children or attributes of its own.
 */
record XmlFormat(String path) implements RowFormat {

    @Override
    public void read(InputStream file, Consumer<Map<String, Object>> rows) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        // a document must not make Hermes read other files
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        XMLStreamReader in = null;
        try {
            in = factory.createXMLStreamReader(file);
            read(in, rows);
            in.close();
        } catch (XMLStreamException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNumber();
            throw new HermesException("line " + line + " cannot be read as XML, or the document ends in the middle", e);
        }
    }

    private void read(XMLStreamReader in, Consumer<Map<String, Object>> rows) throws XMLStreamException {
        String parent = path.substring(0, path.lastIndexOf('/'));
        Deque<String> at = new ArrayDeque<>(List.of(""));
        boolean parentSeen = false;
        long found = 0;
        String other = null;
        while (in.hasNext()) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String inside = at.peek();
                String element = inside + "/" + in.getLocalName();
                if (element.equals(path)) {
                    rows.accept(columns(in));
                    found++;
                    continue;
                }
                parentSeen |= element.equals(parent);
                other = inside.equals(parent) ? in.getLocalName() : other;
                at.push(element);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                at.pop();
            }
        }
        if (!parentSeen) {
            throw new HermesException("found no element " + parent + "; items says " + path);
        }
        if (found == 0 && other != null) {
            throw new HermesException("found no element " + path + " but " + parent + "/" + other);
        }
    }

    private static Map<String, Object> columns(XMLStreamReader in) throws XMLStreamException {
        Map<String, Object> columns = new LinkedHashMap<>();
        attributes(in, columns);
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.START_ELEMENT) {
                put(columns, in.getLocalName(), value(in));
            }
        }
        return columns;
    }

    /** From the start of an element to its end. */
    private static Object value(XMLStreamReader in) throws XMLStreamException {
        Map<String, Object> inner = new LinkedHashMap<>();
        attributes(in, inner);
        StringBuilder text = new StringBuilder();
        while (in.next() != XMLStreamConstants.END_ELEMENT) {
            if (in.getEventType() == XMLStreamConstants.START_ELEMENT) {
                put(inner, in.getLocalName(), value(in));
            } else if (in.isCharacters()) {
                text.append(in.getText());
            }
        }
        if (inner.isEmpty()) {
            return text.isEmpty() ? null : text.toString();
        }
        if (!text.toString().isBlank()) {
            inner.put("text", text.toString().strip());
        }
        return inner;
    }

    private static void attributes(XMLStreamReader in, Map<String, Object> columns) {
        for (int i = 0; i < in.getAttributeCount(); i++) {
            put(columns, in.getAttributeLocalName(i), in.getAttributeValue(i));
        }
    }

    /** The second value of a name makes a list of both. */
    @SuppressWarnings("unchecked")
    private static void put(Map<String, Object> columns, String name, Object value) {
        if (!columns.containsKey(name)) {
            columns.put(name, value);
        } else if (columns.get(name) instanceof List<?> list) {
            ((List<Object>) list).add(value);
        } else {
            List<Object> both = new ArrayList<>();
            both.add(columns.get(name));
            both.add(value);
            columns.put(name, both);
        }
    }
}
