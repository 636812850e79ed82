package org.hermescdc.outage;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a test: it shows a line of docs/reference/outages.md, for each plugin whose test class it runs in. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(Outage.All.class)
public @interface Outage {

    Fault value();

    /** What Hermes does then, as the page tells it. */
    String then();

    /** Several on one test. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface All {
        Outage[] value();
    }
}
