package org.hermescdc.plugin.datasource.ldap;

import com.unboundid.ldap.sdk.SearchResultReference;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with referrals: other servers, which are never asked, hold more of what a search looks for. */
final class LdapReferrals {

    private static final Logger LOG = LoggerFactory.getLogger(LdapReferrals.class);

    private final String source;
    private final boolean fails;
    private final Set<String> told = new TreeSet<>();

    LdapReferrals(String source, Settings settings) {
        this.source = source;
        this.fails = settings.text("referrals").equals("fail");
    }

    /** @throws HermesException if the source is set to fail */
    void tell(List<SearchResultReference> references) {
        for (SearchResultReference reference : references) {
            String urls = String.join(" or ", reference.getReferralURLs());
            if (fails) {
                throw new HermesException("the directory refers to " + urls
                        + " for more entries, and 'referrals' is fail; a narrower base avoids it");
            }
            if (told.add(urls)) {
                LOG.warn(
                        "datasource '{}': the directory refers to {} for more entries; they are not read",
                        source,
                        urls);
            }
        }
    }
}
