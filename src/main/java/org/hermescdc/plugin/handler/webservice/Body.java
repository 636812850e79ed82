package org.hermescdc.plugin.handler.webservice;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.template.TemplateTree;
import org.hermescdc.spi.HandlerException;

/** What a request carries: JSON or the fields of a form, from templates. */
sealed interface Body {

    /** A body as it is sent. */
    record Payload(String type, String text) {}

    TemplateTree templates();

    /** @throws HandlerException if what the templates gave cannot be sent */
    Payload render(Map<String, ?> context);

    /** {@code application/json}. */
    record Json(TemplateTree templates) implements Body {
        @Override
        public Payload render(Map<String, ?> context) {
            return new Payload("application/json", JsonBody.of(templates.render(context)));
        }
    }

    /** {@code application/x-www-form-urlencoded}: a list is as many fields of one name, what has no value is none. */
    record Form(TemplateTree templates) implements Body {
        @Override
        public Payload render(Map<String, ?> context) {
            List<String> fields = new ArrayList<>();
            ((Map<?, ?>) JsonBody.plain(templates.render(context)))
                    .forEach((name, value) -> add(fields, name.toString(), value));
            return new Payload("application/x-www-form-urlencoded", String.join("&", fields));
        }

        private static void add(List<String> fields, String name, Object value) {
            if (value instanceof List<?> items) {
                items.forEach(item -> add(fields, name, item));
            } else if (value instanceof Map) {
                throw new HandlerException("the field '" + name + "' of the form would be a map");
            } else if (value != null) {
                fields.add(encoded(name) + "=" + encoded(value.toString()));
            }
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
