package org.hermescdc.plugin.bus.kafka;

import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelException;
import org.apache.camel.RuntimeCamelException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;

/** What failures of Kafka's library say to an operator. */
final class KafkaFailure {

    private KafkaFailure() {}

    /** What happened, in words; with the causes, since Kafka often tells the reason there. */
    static String tell(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && isWrapper(told)) {
            told = told.getCause();
        }
        if (told instanceof TimeoutException) {
            return "no answer in time, the brokers are down, out of reach or overloaded (" + told.getMessage() + ")";
        }
        return told instanceof AuthenticationException
                ? "brokers and Hermes do not accept each other: " + chain(told)
                : chain(told);
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof CamelException
                || failure instanceof RuntimeCamelException;
    }

    /** The messages of a failure and its causes, on one line, without repetitions. */
    private static String chain(Throwable failure) {
        StringBuilder text = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = cause.getMessage();
            if (message != null && text.indexOf(message) < 0) {
                text.append(text.isEmpty() ? "" : ": ").append(message);
            }
        }
        return text.isEmpty()
                ? failure.getClass().getSimpleName()
                : text.toString().strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
