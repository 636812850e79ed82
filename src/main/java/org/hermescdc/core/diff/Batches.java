package org.hermescdc.core.diff;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The order in which changes are sent (spec/02): all added, then all modified, with the types in declaration order, then
 * all removed, with the types in reverse order; cut into batches of one kind and type.
 */
public final class Batches {

    private Batches() {}

    /**
     * Some changes of one kind and type, sent together.
     *
     * @param lastOfKind whether no change of this kind follows
     */
    public record Batch(Change.Kind kind, String type, List<? extends Change> changes, boolean lastOfKind) {}

    /**
     * Puts changes in order.
     *
     * @param diffs one per type, in declaration order
     * @param size how many changes of a type may be sent together, at least 1
     */
    public static List<Batch> of(List<TypeDiff> diffs, ToIntFunction<String> size) {
        List<TypeDiff> reversed = new ArrayList<>(diffs);
        Collections.reverse(reversed);
        List<Batch> batches = new ArrayList<>();
        for (Change.Kind kind : Change.Kind.values()) {
            List<Batch> ofKind = new ArrayList<>();
            for (TypeDiff diff : kind == Change.Kind.REMOVED ? reversed : diffs) {
                cut(diff, kind, size.applyAsInt(diff.type()), ofKind);
            }
            if (!ofKind.isEmpty()) {
                Batch last = ofKind.remove(ofKind.size() - 1);
                ofKind.add(new Batch(last.kind(), last.type(), last.changes(), true));
            }
            batches.addAll(ofKind);
        }
        return batches;
    }

    private static void cut(TypeDiff diff, Change.Kind kind, int size, List<Batch> batches) {
        List<? extends Change> changes = diff.of(kind);
        for (int from = 0; from < changes.size(); from += size) {
            batches.add(
                    new Batch(kind, diff.type(), changes.subList(from, Math.min(from + size, changes.size())), false));
        }
    }
}
