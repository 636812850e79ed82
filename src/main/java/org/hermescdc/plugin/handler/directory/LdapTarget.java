package org.hermescdc.plugin.handler.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hermescdc.plugin.ldap.LdapConnector;
import org.hermescdc.plugin.ldap.LdapFailure;
import org.hermescdc.spi.HandlerContext;

/**
 * The directory, one operation at a time. Connects at the first use, and again after the connection was lost: the
 * operation that lost it fails, the next one finds a new connection. Each write marks the event as partially processed
 * when it was done, or may have been.
 */
public final class LdapTarget implements AutoCloseable {

    private static final int PAGE = 500;

    private final LdapConnector connector;
    private LDAPConnection connection;

    public LdapTarget(LdapConnector connector) {
        this.connector = connector;
    }

    public void add(HandlerContext context, DN dn, Collection<Attribute> attributes) {
        write(context, "add", dn, ldap -> ldap.add(new AddRequest(dn, attributes)));
    }

    /** Does nothing where there is nothing to change. */
    public void modify(HandlerContext context, DN dn, List<Modification> changes) {
        if (!changes.isEmpty()) {
            write(context, "modify", dn, ldap -> ldap.modify(new ModifyRequest(dn, changes)));
        }
    }

    /**
     * Gives attributes of an entry their new values, all of them replacements. A retry looks at the entry first, and
     * leaves those alone that have their values already.
     */
    public void set(HandlerContext context, DN dn, List<Modification> wanted) {
        Optional<SearchResultEntry> there = context.isAnErrorRetry() ? read(dn) : Optional.empty();
        modify(context, dn, there.map(entry -> missing(wanted, entry)).orElse(wanted));
    }

    /** Gives an entry another name below the same parent; the old name goes from its attributes. */
    public void rename(HandlerContext context, DN dn, RDN name) {
        write(context, "rename", dn, ldap -> ldap.modifyDN(new ModifyDNRequest(dn, name, true)));
    }

    public void delete(HandlerContext context, DN dn) {
        write(context, "delete", dn, ldap -> ldap.delete(dn.toString()));
    }

    /** The entry with these attributes, or with all that are not operational; empty if it is not there. */
    public Optional<SearchResultEntry> read(DN dn, String... attributes) {
        return call("read", dn, ldap -> Optional.ofNullable(ldap.getEntry(dn.toString(), attributes)));
    }

    /** Whether an attribute of an entry has a value, compared by the rules of the directory. */
    public boolean has(DN dn, String attribute, String value) {
        return call("compare", dn, ldap -> {
            ResultCode answer;
            try {
                answer = ldap.compare(dn.toString(), attribute, value).getResultCode();
            } catch (LDAPException e) {
                answer = e.getResultCode();
                if (!answer.equals(ResultCode.NO_SUCH_ATTRIBUTE) && !answer.equals(ResultCode.NO_SUCH_OBJECT)) {
                    throw e;
                }
            }
            return answer.equals(ResultCode.COMPARE_TRUE);
        });
    }

    /** All entries below {@code base} that {@code filter} accepts, with these attributes. */
    public List<SearchResultEntry> search(DN base, Filter filter, String... attributes) {
        return call("search below", base, ldap -> {
            List<SearchResultEntry> found = new ArrayList<>();
            ASN1OctetString cookie = null;
            do {
                SearchRequest request = new SearchRequest(base.toString(), SearchScope.SUB, filter, attributes);
                request.addControl(new SimplePagedResultsControl(PAGE, cookie));
                SearchResult result = ldap.search(request);
                found.addAll(result.getSearchEntries());
                SimplePagedResultsControl next = SimplePagedResultsControl.get(result);
                cookie = next != null && next.moreResultsToReturn() ? next.getCookie() : null;
            } while (cookie != null);
            return found;
        });
    }

    /** The DNs of all entries below {@code base} that {@code filter} accepts. */
    public List<DN> names(DN base, Filter filter) {
        return search(base, filter, SearchRequest.NO_ATTRIBUTES).stream()
                .map(LdapTarget::name)
                .toList();
    }

    /** The DN of an entry. */
    public static DN name(SearchResultEntry entry) {
        try {
            return entry.getParsedDN();
        } catch (LDAPException e) {
            throw new LdapFailure("read", entry.getDN(), e);
        }
    }

    @Override
    public void close() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private static List<Modification> missing(List<Modification> wanted, SearchResultEntry real) {
        return wanted.stream()
                .filter(change -> !set(change.getRawValues()).equals(values(real, change.getAttributeName())))
                .toList();
    }

    private static Set<ASN1OctetString> values(SearchResultEntry real, String name) {
        Attribute attribute = real.getAttribute(name);
        return attribute == null ? Set.of() : set(attribute.getRawValues());
    }

    private static Set<ASN1OctetString> set(ASN1OctetString[] values) {
        return new HashSet<>(List.of(values));
    }

    private interface Operation<T> {
        T on(LDAPConnection ldap) throws LDAPException;
    }

    private void write(HandlerContext context, String operation, DN dn, Operation<?> action) {
        try {
            call(operation, dn, action);
            context.markPartiallyProcessed();
        } catch (LdapFailure e) {
            if (e.isUncertain()) {
                context.markPartiallyProcessed();
            }
            throw e;
        }
    }

    private <T> T call(String operation, DN dn, Operation<T> action) {
        LDAPConnection ldap = connected();
        try {
            return action.on(ldap);
        } catch (LDAPException e) {
            LdapFailure failure = new LdapFailure(operation, dn, e);
            if (failure.isUncertain()) {
                close();
            }
            throw failure;
        }
    }

    private LDAPConnection connected() {
        if (connection == null || !connection.isConnected()) {
            close();
            connection = connector.open();
        }
        return connection;
    }
}
