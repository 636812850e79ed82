package org.hermescdc.matrix;

import java.util.List;
import java.util.Map;
import org.hermescdc.it.Heimdal;
import org.hermescdc.matrix.World.Facts;
import org.hermescdc.matrix.World.Shown;

/** The principals of a realm; those of a run before are deleted at its end. */
final class KadminTarget extends Target {

    private final Heimdal.Server realm;
    private final List<String> others;

    KadminTarget(Heimdal.Server realm) {
        this.realm = realm;
        this.others = realm.users();
    }

    @Override
    String plugin() {
        return "usersgroups_kadmin_heimdal";
    }

    @Override
    Map<String, Object> mapping(Type type) {
        return type == Type.USERS ? Map.of("login", "login") : Map.of();
    }

    @Override
    Map<String, Object> settings() {
        return Map.of(
                "kadmin_login",
                Heimdal.Server.ADMIN,
                "kadmin_password",
                Heimdal.Server.PASSWORD,
                "kadmin_realm",
                Heimdal.Server.REALM,
                "kinit_cmd",
                realm.program("kinit.heimdal").toString(),
                "kadmin_cmd",
                realm.program("kadmin.heimdal").toString(),
                "kdestroy_cmd",
                realm.program("kdestroy.heimdal").toString());
    }

    @Override
    Facts facts() {
        Facts facts = new Facts();
        realm.users().stream()
                .filter(user -> !others.contains(user))
                .forEach(user -> facts.add(Shown.LOGINS, user.replaceFirst("@.*", "")));
        return facts;
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
    public void close() {
        realm.users().stream().filter(user -> !others.contains(user)).forEach(user -> realm.local("del", user));
    }
}
