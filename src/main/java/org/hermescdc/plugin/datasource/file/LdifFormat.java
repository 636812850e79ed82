package org.hermescdc.plugin.datasource.file;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.util.StaticUtils;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Bytes;

/** Entries of a directory (RFC 2849): the DN as the column {@code dn}, each attribute as text, or as a list of texts. */
record LdifFormat() implements RowFormat {

    @Override
    public void read(InputStream file, Consumer<Map<String, Object>> rows) throws IOException {
        try (LDIFReader reader = new LDIFReader(file)) {
            for (Entry entry = next(reader); entry != null; entry = next(reader)) {
                rows.accept(row(entry));
            }
        }
    }

    private static Entry next(LDIFReader reader) throws IOException {
        try {
            return reader.readEntry();
        } catch (LDIFException e) {
            throw new HermesException("line " + e.getLineNumber() + " cannot be read as LDIF", e);
        }
    }

    private static Map<String, Object> row(Entry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dn", entry.getDN());
        for (Attribute attribute : entry.getAttributes()) {
            List<Object> values = new ArrayList<>();
            for (byte[] value : attribute.getValueByteArrays()) {
                values.add(StaticUtils.isValidUTF8(value) ? StaticUtils.toUTF8String(value) : Bytes.of(value));
            }
            row.put(attribute.getName(), values.size() == 1 ? values.get(0) : values);
        }
        return row;
    }
}
