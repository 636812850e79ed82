package org.hermescdc.plugin.handler.webservice;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Bytes;
import org.hermescdc.core.model.Values;
import org.hermescdc.core.template.Undefined;

/** What templates gave, as JSON for a web service. What has no value is left out of maps and lists. */
final class JsonBody {

    private static final DateTimeFormatter DATETIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'");
    private static final JsonFactory JSON = new JsonFactory();

    private JsonBody() {}

    static String of(Object rendered) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            ValueJson.write(out, plain(rendered));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** {@code 2031-03-04T05:06:07Z}. */
    static String text(LocalDateTime time) {
        return DATETIME.format(time);
    }

    /** Datetimes and bytes in the forms that web services know: ISO 8601 and Base64. */
    static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, item) -> {
                if (!(item instanceof Undefined)) {
                    plain.put(String.valueOf(key), plain(item));
                }
            });
            return plain;
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            list.stream().filter(item -> !(item instanceof Undefined)).forEach(item -> plain.add(plain(item)));
            return plain;
        }
        if (value instanceof LocalDateTime time) {
            return text(time);
        }
        if (value instanceof Bytes bytes) {
            return Base64.getEncoder().encodeToString(bytes.toArray());
        }
        Object normal = value instanceof Undefined ? null : Values.normalize(value);
        return normal == null || normal.getClass() == value.getClass() ? normal : plain(normal);
    }
}
