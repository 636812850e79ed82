package org.hermescdc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks a public method of an {@link EventHandler} as the handler for one event; several marks, several events. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@Repeatable(On.Several.class)
public @interface On {

    /** In place of a type: each local type that has no handler of its own for the event. */
    String EVERY_TYPE = "*";

    /** The local type, or {@link #EVERY_TYPE}. */
    String type();

    HandlerEvent event();

    /** Holds the repeated marks of one method. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    @interface Several {
        On[] value();
    }
}
