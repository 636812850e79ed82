package org.hermescdc.core.translate;

import java.util.List;

/** Local attribute names that no datamodel may use: Hermes sets them itself (spec/04). */
public final class ReservedNames {

    /** When a trashed object was removed; only in trashbins. */
    public static final String TRASHED_AT = "_trashbin_timestamp";

    private static final String KEY_PREFIX = "_pkey_";

    private ReservedNames() {}

    /** The local attribute that carries {@code remoteAttribute}, a part of the remote primary key. */
    public static String keyAttribute(String remoteAttribute) {
        return KEY_PREFIX + remoteAttribute;
    }

    /** The local primary key attributes for a remote primary key. */
    public static List<String> keyAttributes(List<String> remotePrimaryKey) {
        return remotePrimaryKey.stream().map(ReservedNames::keyAttribute).toList();
    }
}
