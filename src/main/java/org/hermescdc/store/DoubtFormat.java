package org.hermescdc.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.hermescdc.core.diff.Doubt;
import org.hermescdc.core.diff.Intent;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyOrder;
import org.hermescdc.core.model.ObjectId;

/**
 * Doubts by object: a list of {@code [type, key, [object or null, [names of secrets]], …]}, with an object and names for
 * each intent.
 */
public enum DoubtFormat implements TableFormat<ObjectId, Doubt> {
    INSTANCE;

    private static final Comparator<ObjectId> ORDER =
            Comparator.comparing(ObjectId::type).thenComparing(ObjectId::key, KeyOrder.TOTAL);

    @Override
    public Comparator<ObjectId> order() {
        return ORDER;
    }

    @Override
    public Doubt accept(ObjectId object, Doubt doubt) {
        return doubt;
    }

    @Override
    public void begin(JsonGenerator out) throws IOException {
        out.writeStartArray();
    }

    @Override
    public void writeRow(JsonGenerator out, ObjectId object, Doubt doubt) throws IOException {
        out.writeStartArray();
        out.writeString(object.type());
        ValueJson.write(out, object.key().value());
        for (Intent intent : doubt.intents()) {
            out.writeStartArray();
            if (intent.object() == null) {
                out.writeNull();
            } else {
                ValueJson.write(out, intent.object());
            }
            ValueJson.write(out, List.copyOf(intent.secrets()));
            out.writeEndArray();
        }
        out.writeEndArray();
    }

    @Override
    public void end(JsonGenerator out) throws IOException {
        out.writeEndArray();
    }

    @Override
    public int depth() {
        return 1;
    }

    @Override
    public void read(JsonParser in, BiConsumer<ObjectId, Doubt> row) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("expected a list of objects in doubt");
        }
        for (int number = 1; in.nextToken() != JsonToken.END_ARRAY; number++) {
            try {
                List<?> items = (List<?>) ValueJson.read(in);
                List<Intent> intents = new ArrayList<>();
                items.subList(2, items.size()).forEach(item -> intents.add(intent((List<?>) item)));
                row.accept(new ObjectId((String) items.get(0), Key.of(items.get(1))), new Doubt(intents));
            } catch (ClassCastException | IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new IOException("object in doubt number " + number + ": " + e.getMessage(), e);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static Intent intent(List<?> item) {
        Entry object = item.get(0) == null ? null : Entry.of((Map<String, ?>) item.get(0));
        return new Intent(object, names((List<String>) item.get(1)));
    }

    private static Set<String> names(List<String> items) {
        return items == null ? Set.of() : new HashSet<>(items);
    }

    @Override
    public Object keyValue(ObjectId object) {
        return List.of(object.type(), object.key().value());
    }

    @Override
    public ObjectId readKey(JsonParser in) throws IOException {
        List<?> parts = (List<?>) ValueJson.read(in);
        return new ObjectId((String) parts.get(0), Key.of(parts.get(1)));
    }
}
