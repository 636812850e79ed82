package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries of a search as rows: those attributes that were asked for, or all; the DN only where it was asked for. */
final class LdapRows implements Iterator<Map<String, Object>> {

    private static final String DN = "dn";

    private final LdapPages pages;
    private final List<String> attributes;
    private final LdapReading reading;
    private Iterator<SearchResultEntry> page = Collections.emptyIterator();

    LdapRows(LdapPages pages, List<String> attributes, LdapReading reading) {
        this.pages = pages;
        this.attributes = attributes;
        this.reading = reading;
    }

    /** What the directory is asked for: the DN is no attribute, and an empty list means all. */
    static String[] asked(List<String> attributes) {
        String[] asked = attributes.stream().filter(name -> !name.equals(DN)).toArray(String[]::new);
        return asked.length == 0 && !attributes.isEmpty() ? new String[] {SearchRequest.NO_ATTRIBUTES} : asked;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && pages.hasNext()) {
            page = pages.next().iterator();
        }
        return page.hasNext();
    }

    @Override
    public Map<String, Object> next() {
        hasNext();
        SearchResultEntry entry = page.next();
        Map<String, Object> row = new LinkedHashMap<>();
        for (String name : attributes) {
            if (name.equals(DN)) {
                row.put(DN, entry.getDN());
            } else if (!isWildcard(name)) {
                row.put(name, reading.value(entry.getDN(), entry.getAttribute(name)));
            }
        }
        if (attributes.isEmpty() || attributes.stream().anyMatch(LdapRows::isWildcard)) {
            for (Attribute attribute : entry.getAttributes()) {
                if (attributes.stream().noneMatch(attribute.getName()::equalsIgnoreCase)) {
                    row.put(attribute.getName(), reading.value(entry.getDN(), attribute));
                }
            }
        }
        return row;
    }

    /** All user attributes, all operational ones, or those of an object class. */
    private static boolean isWildcard(String name) {
        return name.equals("*") || name.equals("+") || name.startsWith("@");
    }
}
