package org.hermescdc.it;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Heimdal.class)
class HeimdalIT extends PasswordsJourney {

    private final Heimdal.Server realm;

    HeimdalIT(Heimdal.Server realm) {
        this.realm = realm;
    }

    @Override
    String plugin() {
        return "usersgroups_kadmin_heimdal";
    }

    @Override
    String login() {
        return "login";
    }

    @Override
    String settings() {
        return """
                hermes-client-usersgroups_kadmin_heimdal:
                  kadmin_login: %s
                  kadmin_password: '%s'
                  kadmin_realm: %s
                  kinit_cmd: %s
                  kadmin_cmd: %s
                  kdestroy_cmd: %s
                """.formatted(
                        Heimdal.Server.ADMIN,
                        Heimdal.Server.PASSWORD,
                        Heimdal.Server.REALM,
                        realm.program("kinit.heimdal"),
                        realm.program("kadmin.heimdal"),
                        realm.program("kdestroy.heimdal"));
    }

    @Override
    void takeAway() {
        realm.stop();
    }

    @Override
    void bringBack() {
        realm.start();
    }

    @Override
    boolean letsIn(String login, String password) {
        return realm.letsIn(login, password);
    }

    @Override
    List<String> logins() {
        return realm.users().stream().map(user -> user.replaceFirst("@.*", "")).toList();
    }
}
