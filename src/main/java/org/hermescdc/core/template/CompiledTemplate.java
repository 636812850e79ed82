package org.hermescdc.core.template;

import java.util.Map;
import java.util.Set;

/**
 * A template ready to render.
 *
 * @param text the text as it stands in the configuration
 * @param changes whether it may change lists and dicts of its context, so that it must work on copies
 */
record CompiledTemplate(
        String text, Set<String> variables, Sequence body, Results results, Limits limits, boolean changes)
        implements Template {

    @Override
    public boolean isPlain() {
        return false;
    }

    @Override
    public Object render(Map<String, ?> context) {
        return guarded(() -> {
            Scope scope = Scope.of(new Rendering(context, limits, changes));
            if (body.folded().size() == 1 && body.folded().get(0) instanceof Node.Print single) {
                return result(single.value().evaluate(scope));
            }
            return result(collected(scope));
        });
    }

    /** Renders without the short way for a single expression; the result is the same. */
    Object renderByParts(Map<String, ?> context) {
        return guarded(() -> result(collected(Scope.of(new Rendering(context, limits, changes)))));
    }

    private Object collected(Scope scope) {
        Output out = new Output(limits.maxOutput());
        body.render(scope, out);
        return out.result();
    }

    private Object result(Object value) {
        return ResultValue.of(results == Results.NATIVE ? Output.reread(value) : value);
    }

    private Object guarded(java.util.function.Supplier<Object> rendering) {
        try {
            return rendering.get();
        } catch (TemplateException e) {
            throw new TemplateException(e.category(), "template " + text.strip() + ": " + e.getMessage(), e);
        } catch (StackOverflowError e) {
            throw new TemplateException("limit", "template " + text.strip() + ": macros or loops are nested too deep");
        }
    }
}
