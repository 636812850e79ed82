package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResult;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.controls.SimplePagedResultsControl;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.hermescdc.core.HermesException;

/** The entries that a search finds, a page of them at a time in memory. */
final class LdapPages implements Iterator<List<SearchResultEntry>> {

    private final Caller caller;
    private final SearchRequest search;
    private final int size;
    private final LdapReferrals referrals;
    private ASN1OctetString cookie;
    private boolean hasNext = true;

    /** Asks the directory, and tells what it was asked when that fails. */
    interface Caller {
        <T> T call(String operation, String dn, LdapDirectory.Operation<T> action);
    }

    LdapPages(Caller caller, SearchRequest search, int size, LdapReferrals referrals) {
        this.caller = caller;
        this.search = search;
        this.size = size;
        this.referrals = referrals;
    }

    @Override
    public boolean hasNext() {
        return hasNext;
    }

    /** @throws HermesException if the directory fails, limits the answer, or does not tell whether it is complete */
    @Override
    public List<SearchResultEntry> next() {
        if (!hasNext) {
            throw new NoSuchElementException();
        }
        // critical: a directory without paging must refuse the search, and not answer with what its limits allow
        search.setControls(new SimplePagedResultsControl(size, cookie, true));
        SearchResult result = caller.call("search below", search.getBaseDN(), ldap -> ldap.search(search));
        referrals.tell(result.getSearchReferences());
        SimplePagedResultsControl page = page(result);
        hasNext = page.moreResultsToReturn();
        cookie = page.getCookie();
        return result.getSearchEntries();
    }

    private SimplePagedResultsControl page(SearchResult result) {
        try {
            SimplePagedResultsControl page = SimplePagedResultsControl.get(result);
            if (page != null) {
                return page;
            }
        } catch (LDAPException e) {
            throw new HermesException(incomplete(), e);
        }
        throw new HermesException(incomplete());
    }

    private String incomplete() {
        return "search below " + search.getBaseDN()
                + ": the directory did not tell whether its answer is complete (no paging control in it)";
    }
}
