package org.hermescdc.it;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SambaAd.class)
class SambaAdIT extends PasswordsJourney {

    private static final String USERS = "OU=people," + SambaAd.Server.SUFFIX;
    private static final String GROUPS = "OU=teams," + SambaAd.Server.SUFFIX;

    private final SambaAd.Server domain;

    SambaAdIT(SambaAd.Server domain) {
        this.domain = domain;
    }

    @BeforeEach
    void makeUnits() throws LDAPException {
        domain.empty(USERS);
        domain.empty(GROUPS);
    }

    @Override
    String plugin() {
        return "usersgroups_ad";
    }

    @Override
    String login() {
        return "SamAccountName";
    }

    @Override
    String settings() {
        return """
                hermes-client-usersgroups_ad:
                  uri: %s
                  binddn: %s
                  bindpassword: %s
                  basedn: %s
                  users_ou: %s
                  groups_ou: %s
                  ssl: {cafile: %s}
                """.formatted(
                        domain.uri(),
                        SambaAd.Server.ADMIN,
                        SambaAd.Server.PASSWORD,
                        SambaAd.Server.SUFFIX,
                        USERS,
                        GROUPS,
                        domain.certificates().certificate());
    }

    @Override
    void takeAway() {
        domain.kill();
    }

    @Override
    void bringBack() {
        domain.start();
    }

    @Override
    boolean letsIn(String login, String password) throws LDAPException {
        try (LDAPConnection connection = domain.connect("CN=" + login + "," + USERS, password)) {
            return connection.isConnected();
        } catch (LDAPException e) {
            if (e.getResultCode().equals(ResultCode.INVALID_CREDENTIALS)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    List<String> logins() throws LDAPException {
        try (LDAPConnection ldap = domain.connect()) {
            return ldap
                    .search(USERS, SearchScope.ONE, "(sAMAccountName=*)", "sAMAccountName")
                    .getSearchEntries()
                    .stream()
                    .map(entry -> entry.getAttributeValue("sAMAccountName"))
                    .toList();
        }
    }
}
