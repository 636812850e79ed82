package org.hermescdc.camel.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hermescdc.ops.Application;
import org.hermescdc.ops.ServerApplication;

/** What the status page shows, as JSON; no values of data but the texts of objects with errors, no secrets. */
final class PageData {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Management.Program program;
    private final History history;
    private final Actions actions;

    PageData(Management.Program program, History history, Actions actions) {
        this.program = program;
        this.history = history;
        this.actions = actions;
    }

    String json() {
        try {
            return MAPPER.writeValueAsString(tree());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Object> tree() {
        Application application = program.application();
        Sizes sizes = program.sizes().get();
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", application.name());
        tree.put("server", application instanceof ServerApplication);
        tree.put("actions", actions.available());
        tree.put("problems", program.health().problems());
        tree.put("status", application.status(false).tree(true));
        tree.put("eventsPerSecond", program.watch().eventsPerSecond());
        tree.put("entries", sizes.entries());
        tree.put("trashed", sizes.trashed());
        sizes.queued().ifPresent(queued -> tree.put("queued", queued));
        program.watch().lastCycle().ifPresent(cycle -> {
            tree.put("cycle", cycle.toTree());
            tree.put("cycleStart", cycle.start().toString());
        });
        tree.put("history", history.toTree());
        return tree;
    }
}
