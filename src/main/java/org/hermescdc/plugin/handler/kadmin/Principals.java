package org.hermescdc.plugin.handler.kadmin;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/**
 * Finds the principals of users. Only logins are taken that mean themselves everywhere: no pattern of many principals, no
 * instance such as {@code ann/admin}, no other realm, no option, and not the principals that the realm or Hermes itself
 * work with.
 */
final class Principals {

    static final String USERS = "Users";
    static final String LOGIN = "login";
    static final String USER_PKEY = "user_pkey";

    private static final Pattern ALLOWED = Pattern.compile("[A-Za-z0-9._+=~$'!#%&,][A-Za-z0-9._+=~$'!#%&,-]*");

    /** From which Heimdal takes what new principals are like. */
    private static final String TEMPLATE = "default";

    private final KadminSettings settings;
    private final ObjectLookup lookup;

    Principals(KadminSettings settings, ObjectLookup lookup) {
        this.settings = settings;
        this.lookup = lookup;
    }

    /** @param user a Users object */
    String of(Entry user) {
        Object value = user.get(LOGIN);
        boolean whole = value instanceof Integer || value instanceof Long || value instanceof BigInteger;
        if (!(value instanceof String) && !whole) {
            throw new HandlerException("the user has no login; found " + LOGIN + ": " + value);
        }
        String login = value.toString();
        if (!ALLOWED.matcher(login).matches()) {
            throw new HandlerException(
                    "the login '" + printable(login) + "' cannot be a principal; allowed: ASCII letters,"
                            + " digits and ._+=~$'!#%&,- not beginning with -");
        }
        if (login.equals(TEMPLATE) || login.equals(settings.login())) {
            throw new HandlerException("the login '" + login + "' is that of a principal which Hermes never touches: "
                    + (login.equals(TEMPLATE) ? "Heimdal's template for new ones" : "its own, see kadmin_login"));
        }
        return login + "@" + settings.realm();
    }

    /** The principal whose password {@code call} is about, as it was processed last; empty if there is no such user. */
    Optional<String> ofOwner(HandlerCall call) {
        return lookup.object(USERS, ownerKey(call)).map(this::of);
    }

    static Key ownerKey(HandlerCall call) {
        Entry object = call.newObject() == null ? call.cachedObject() : call.newObject();
        Object key = object.get(USER_PKEY);
        return key == null ? call.key() : Key.of(key);
    }

    private static String printable(String login) {
        return login.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
