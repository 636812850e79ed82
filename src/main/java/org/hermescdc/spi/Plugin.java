package org.hermescdc.spi;

/** What every plugin tells of itself. Found by {@link java.util.ServiceLoader}; must have a public no-argument constructor. */
public interface Plugin {

    /** The name under which a configuration refers to the plugin. */
    String name();

    /** The settings that the plugin accepts; checked before anything is started. */
    SettingsSchema settings();
}
