package org.hermescdc.plugin.handler.webservice;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.hermescdc.spi.HandlerException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What is in the root element of an XML document: an element without children is its text, one with children a map by
 * their names, in which a repeated name has a list. One that says {@code type="array"} is the list of its children, also
 * when there is only one.
 */
final class XmlBody {

    private XmlBody() {}

    /** @throws HandlerException if {@code xml} is no document; one that declares entities is none */
    static Object read(String xml) {
        try {
            return value(builder().parse(new InputSource(new StringReader(xml))).getDocumentElement());
        } catch (SAXException | IOException e) {
            throw new HandlerException("it is no XML", e);
        }
    }

    private static DocumentBuilder builder() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            // the default one prints to standard error
            builder.setErrorHandler(null);
            return builder;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object value(Element element) {
        List<Element> children = children(element);
        if (element.getAttribute("type").equals("array")) {
            return children.stream().map(XmlBody::value).toList();
        }
        if (children.isEmpty()) {
            return element.getTextContent();
        }
        Map<String, List<Object>> byName = new LinkedHashMap<>();
        children.forEach(child -> byName.computeIfAbsent(child.getLocalName(), name -> new ArrayList<>())
                .add(value(child)));
        Map<String, Object> map = new LinkedHashMap<>();
        byName.forEach((name, values) -> map.put(name, values.size() == 1 ? values.get(0) : values));
        return map;
    }

    private static List<Element> children(Element element) {
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            }
        }
        return children;
    }
}
