package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.schema.Schema;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Body;
import org.hermescdc.core.HermesException;
import org.hermescdc.plugin.ldap.LdapConnector;
import org.hermescdc.plugin.ldap.LdapFailure;
import org.hermescdc.plugin.ldap.LdapValues;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SourceRequest;

/**
 * The directory of one source: one connection, made at the first use, and again at the use that finds it lost. A request
 * has no query; its variables tell what to do.
 */
public final class LdapDirectory implements AutoCloseable {

    private final String source;
    private final LdapConnector connector;
    private final Settings settings;
    private final boolean typed;
    private LDAPConnection connection;
    private Schema schema;

    /** @param typed whether values are read by the directory's schema, instead of by their look */
    LdapDirectory(String source, LdapConnector connector, Settings settings, boolean typed) {
        this.source = source;
        this.connector = connector;
        this.settings = settings;
        this.typed = typed;
    }

    /**
     * Searches, a page at a time.
     *
     * @return the rows; it asks for the next page where one is used up, and throws where that fails
     */
    public Iterator<Map<String, Object>> search(@Body SourceRequest request) {
        LdapVars vars = new LdapVars(request.vars());
        vars.allow("base", "scope", "filter", "attrlist");
        List<String> attributes = vars.texts("attrlist");
        SearchRequest search = new SearchRequest(
                vars.text("base", settings.text("basedn")),
                vars.scope(),
                filter(vars.text("filter", "(objectClass=*)")),
                LdapRows.asked(attributes));
        connected();
        LdapReading reading =
                new LdapReading(Optional.ofNullable(schema), settings.flag("always_return_values_in_list"));
        LdapPages pages = new LdapPages(
                this::call, search, (int) settings.whole("page_size"), new LdapReferrals(source, settings));
        return new LdapRows(pages, attributes, reading);
    }

    private static Filter filter(String text) {
        try {
            return Filter.create(text);
        } catch (LDAPException e) {
            throw new HermesException("vars.filter: '" + text + "' is no LDAP filter: " + e.getMessage(), e);
        }
    }

    /** Adds, deletes or modifies entries, in the order given; the first that fails ends it. */
    public void change(@Body SourceRequest request) {
        LdapVars vars = new LdapVars(request.vars());
        switch (request.kind()) {
            case ADD -> {
                vars.allow("addlist");
                vars.items("addlist").forEach(this::add);
            }
            case DELETE -> {
                vars.allow("dellist");
                vars.items("dellist").forEach(item -> write("delete", item, ldap -> ldap.delete(dn(item))));
            }
            case MODIFY -> {
                vars.allow("modlist");
                vars.items("modlist").forEach(this::modify);
            }
            case FETCH -> throw new IllegalArgumentException("a fetch changes nothing");
        }
    }

    private void add(LdapVars item) {
        item.allow("dn", "add");
        List<Attribute> attributes = new ArrayList<>();
        item.attributes("add").forEach((name, value) -> {
            ASN1OctetString[] values = values(name, value);
            if (values.length > 0) {
                attributes.add(new Attribute(name, (Schema) null, values));
            }
        });
        write("add", item, ldap -> ldap.add(new AddRequest(dn(item), attributes)));
    }

    private void modify(LdapVars item) {
        item.allow("dn", "add", "modify", "delete");
        List<Modification> changes = new ArrayList<>();
        changes(changes, ModificationType.ADD, item.attributes("add"));
        changes(changes, ModificationType.REPLACE, item.attributes("modify"));
        changes(changes, ModificationType.DELETE, item.attributes("delete"));
        if (!changes.isEmpty()) {
            write("modify", item, ldap -> ldap.modify(new ModifyRequest(dn(item), changes)));
        }
    }

    /** Without values there is nothing to add, but a whole attribute to delete, or to replace by none. */
    private static void changes(List<Modification> changes, ModificationType type, Map<String, Object> attributes) {
        attributes.forEach((name, value) -> {
            ASN1OctetString[] values = values(name, value);
            if (values.length > 0 || type != ModificationType.ADD) {
                changes.add(new Modification(type, name, values));
            }
        });
    }

    private static ASN1OctetString[] values(String name, Object value) {
        return LdapValues.of(name, value).toArray(ASN1OctetString[]::new);
    }

    private static String dn(LdapVars item) {
        return item.text("dn", null);
    }

    private void write(String operation, LdapVars item, Operation<?> action) {
        connected();
        call(operation, dn(item), action);
    }

    /** Something asked of the directory. */
    interface Operation<T> {
        T on(LDAPConnection ldap) throws LDAPException;
    }

    /** Asks the directory over the connection that is there. */
    private <T> T call(String operation, String dn, Operation<T> action) {
        try {
            return action.on(connection);
        } catch (LDAPException e) {
            LdapFailure failure = new LdapFailure(operation, dn, e);
            if (failure.isUncertain()) {
                close();
            }
            throw failure;
        }
    }

    private void connected() {
        if (connection == null || !connection.isConnected()) {
            close();
            connection = connector.open();
            schema = typed ? call("read the schema of", "the directory", LdapDirectory::schema) : null;
        }
    }

    private static Schema schema(LDAPConnection ldap) throws LDAPException {
        Schema read = ldap.getSchema();
        if (read == null) {
            throw new HermesException("the directory shows no schema to this user, and templates.results is typed:"
                    + " without it no value can be read");
        }
        return read;
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }
}
