package org.hermescdc.plugin.handler.ad;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.hermescdc.it.SambaAd;
import org.hermescdc.outage.OutagesOf;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

@OutagesOf("target usersgroups_adpypsrp")
class PypsrpClientTest extends AdClientContract {

    private final Logger log = (Logger) LoggerFactory.getLogger(PypsrpHandler.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    PypsrpClientTest(SambaAd.Server server) {
        super(server);
    }

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void hearNoMore() {
        log.detachAppender(lines);
    }

    @Override
    String plugin() {
        return "usersgroups_adpypsrp";
    }

    @Override
    String settings(String address, String account) {
        return """
                hermes-client-usersgroups_adpypsrp:
                  WinRM: {host: %s, port: 5986, login: %s, password: %s}
                  AD_domain:
                    name: %s
                    dn: %s
                    users_ou: %s
                    groups_ou: %s
                  standardAttributes:
                    Users: {SamAccountName: <String>, Title: <String>}
                    Groups: {SamAccountName: <String>}
                  timeout: 1
                  ssl: {cafile: %s}
                """.formatted(
                        address,
                        account,
                        SambaAd.Server.PASSWORD,
                        SambaAd.Server.DOMAIN,
                        SambaAd.Server.SUFFIX,
                        domain.users(),
                        domain.groups(),
                        server.certificates().certificate());
    }

    /** The example is that of Hermes 1.0.9. */
    @Override
    void assertOnExample() {
        assertThat(lines.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .containsExactly("Active Directory is reached over LDAPS, not by PowerShell: these settings of"
                        + " usersgroups_adpypsrp have no meaning and are passed over: WinRM.port, WinRM.ssl,"
                        + " WinRM.ssl_cert_validation, WinRM.credssp_disable_tlsv1_2, WinRM.encryption, WinRM.path,"
                        + " WinRM.auth, WinRM.negotiate_service");
    }
}
