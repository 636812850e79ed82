package org.hermescdc.camel.handler;

import java.util.Map;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;

/**
 * The beans that handler routes may name. They must be in Camel's registry before the routes start:
 *
 * <table>
 * <caption>Beans of handler routes</caption>
 * <tr><th>name</th><th>type</th><th>example</th></tr>
 * <tr><td>{@code context}</td><td>{@link org.hermescdc.spi.HandlerContext}</td><td>{@code bean: {ref: context, method:
 * enterStep(1)}}</td></tr>
 * <tr><td>{@code settings}</td><td>{@link Settings} of the plugin</td><td>{@code ${bean:settings?method=text('url')}}</td>
 * </tr>
 * <tr><td>{@code lookup}</td><td>{@link RouteLookup}</td><td>{@code ${bean:lookup?method=object('Users',
 * ${body[user_pkey]})}}</td></tr>
 * </table>
 */
public final class HandlerBeans {

    static final String CONTEXT = "context";

    private HandlerBeans() {}

    /** Bean by name. */
    public static Map<String, Object> of(Settings settings, ObjectLookup lookup) {
        return Map.of(CONTEXT, new RouteContext(), "settings", settings, "lookup", new RouteLookup(lookup));
    }
}
