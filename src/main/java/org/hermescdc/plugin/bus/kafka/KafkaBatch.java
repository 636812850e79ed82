package org.hermescdc.plugin.bus.kafka;

import java.util.List;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.hermescdc.spi.OutgoingMessage;

/**
 * A batch of messages on its way to the topic, cut into requests: each is sent when the one before is acknowledged.
 *
 * @param messages all that are to be sent
 * @param requests as camel-kafka takes them; they end before the first message that is too large
 */
public record KafkaBatch(List<OutgoingMessage> messages, List<List<Message>> requests) {

    /** How many are acknowledged, from the start. */
    int acknowledged() {
        int count = 0;
        for (List<Message> request : requests) {
            for (Message message : request) {
                if (!isAcknowledged(message)) {
                    return count;
                }
                count++;
            }
        }
        return count;
    }

    private static boolean isAcknowledged(Message message) {
        return message.getHeader(KafkaConstants.KAFKA_RECORD_META) instanceof List<?> records
                && !records.isEmpty()
                && records.get(0) instanceof RecordMetadata metadata
                && metadata.hasOffset();
    }
}
