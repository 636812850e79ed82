package org.hermescdc.plugin.bus.camel;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;

/**
 * Which {@link OffsetReader} a configuration wants.
 *
 * @param consumer a bean of the routes, or a class
 */
record ReaderDeclaration(String uri, String consumer, Map<String, String> options) {

    static final String CONSUMER = "consumer";

    static Setting consumerSetting() {
        return Setting.text(CONSUMER, ".+");
    }

    static Setting optionsSetting() {
        return Setting.mapOf("options", new Setting.Type.Text(null))
                .asSecret()
                .withDefault(Map.of())
                .describedAs("Options of the consumer, by name.");
    }

    static ReaderDeclaration of(Settings settings) {
        Map<String, String> options = new LinkedHashMap<>();
        settings.section("options").toMap().forEach((name, value) -> options.put(name, (String) value));
        return new ReaderDeclaration(settings.text("uri"), settings.text(CONSUMER), options);
    }

    /** @throws HermesException if there is no such reader */
    OffsetReader open(CamelContext context) {
        OffsetReader bean = context.getRegistry().lookupByNameAndType(consumer, OffsetReader.class);
        OffsetReader reader = bean == null ? made(context) : bean;
        reader.open(context, uri, options);
        return reader;
    }

    private OffsetReader made(CamelContext context) {
        Class<?> type = context.getClassResolver().resolveClass(consumer);
        if (type == null) {
            throw new HermesException(CONSUMER + ": found '" + consumer
                    + "', which is no bean of the routes, and no class that is installed or in plugins/");
        }
        if (!OffsetReader.class.isAssignableFrom(type)) {
            throw new HermesException(CONSUMER + ": found '" + consumer + "'; expected a class that is an "
                    + OffsetReader.class.getName());
        }
        return (OffsetReader) context.getInjector().newInstance(type, false);
    }

    /** Shows no values: some are passwords. */
    @Override
    public String toString() {
        return "ReaderDeclaration[" + consumer + "]";
    }
}
