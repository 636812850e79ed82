package org.hermescdc.outage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test class: whose outages its tests show, those too that it inherits. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OutagesOf {

    /** As docs/reference/outages.md calls it, for example {@code source ldap} or {@code target sql on MariaDB}. */
    String value();
}
