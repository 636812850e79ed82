package org.hermescdc.ops;

import java.util.List;

/**
 * What came of queued events that were tried again.
 *
 * @param outcomes of each that was asked for, in the order of their numbers
 */
public record RetryReport(List<Outcome> outcomes) {

    public RetryReport {
        outcomes = List.copyOf(outcomes);
    }

    /**
     * Of one entry.
     *
     * @param object what people call it
     * @param done whether the target has it now
     * @param told what came of it
     */
    public record Outcome(long number, String object, boolean done, String told) {}

    boolean isDone() {
        return outcomes.stream().allMatch(Outcome::done);
    }

    /** @param limit of the entries that are listed: those that wait on before those that are done */
    String text(int limit) {
        if (outcomes.isEmpty()) {
            return "the error queue is empty";
        }
        long done = outcomes.stream().filter(Outcome::done).count();
        StringBuilder text = new StringBuilder();
        text.append("done: ").append(done).append(" of ").append(QueueReport.counted(outcomes.size(), "event"));
        List<Outcome> listed = outcomes.size() <= limit
                ? outcomes
                : outcomes.stream()
                        .filter(outcome -> !outcome.done())
                        .limit(limit)
                        .toList();
        listed.forEach(outcome -> text.append(String.format(
                "%n%d  %s  %s",
                outcome.number(), QueueEntry.oneLine(outcome.object()), QueueEntry.oneLine(outcome.told()))));
        if (listed.size() < outcomes.size()) {
            text.append("\n… and ").append(outcomes.size() - listed.size()).append(" more");
        }
        return text.toString();
    }
}
