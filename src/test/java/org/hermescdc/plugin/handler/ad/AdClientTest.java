package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import org.hermescdc.it.SambaAd;
import org.hermescdc.outage.OutagesOf;

@OutagesOf("target usersgroups_ad")
class AdClientTest extends AdClientContract {

    AdClientTest(SambaAd.Server server) {
        super(server);
    }

    @Override
    String plugin() {
        return "usersgroups_ad";
    }

    @Override
    String settings(String address, String account) {
        return """
                hermes-client-usersgroups_ad:
                  uri: ldaps://%s
                  binddn: %s
                  bindpassword: %s
                  basedn: %s
                  users_ou: %s
                  groups_ou: %s
                  timeout: 1
                  ssl: {cafile: %s}
                """.formatted(
                        address,
                        account,
                        SambaAd.Server.PASSWORD,
                        SambaAd.Server.SUFFIX,
                        domain.users(),
                        domain.groups(),
                        server.certificates().certificate());
    }

    @Override
    void assertOnExample() throws LDAPException {
        assertThat(directory
                        .getEntry("CN=board," + domain.groups(), "groupType")
                        .getAttributeValue("groupType"))
                .isEqualTo("-2147483640");
    }
}
