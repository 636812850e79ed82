package org.hermescdc.plugin.bus.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.hermescdc.spi.BusConsumer.Bounds;
import org.hermescdc.spi.BusException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topic as the brokers see it: whether it can be a bus, and what it holds. Connects at the first question, and anew
 * after a failure. Safe for use by several threads.
 */
final class KafkaTopic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KafkaTopic.class);

    /** How long an answer may take, tries of the library included. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration PATIENCE_FOR_ONE_TRY = Duration.ofSeconds(5);

    private final KafkaSettings settings;
    private final String name;
    private final TopicPartition partition;
    private final ConfigResource resource;
    private Admin admin;
    private boolean checked;
    private OptionalLong largestMessage = OptionalLong.empty();

    /** @param name by which the brokers know the program */
    KafkaTopic(KafkaSettings settings, String name) {
        this.settings = settings;
        this.name = name;
        this.partition = new TopicPartition(settings.topic(), 0);
        this.resource = new ConfigResource(ConfigResource.Type.TOPIC, settings.topic());
    }

    /** The one partition of the topic. */
    TopicPartition partition() {
        return partition;
    }

    /**
     * What the topic holds now; empty if there is no such topic.
     *
     * @throws BusException if it cannot be reached, or cannot be a bus
     */
    synchronized Optional<Bounds> bounds() {
        return ask(brokers -> check(brokers) ? Optional.of(bounds(brokers)) : Optional.empty());
    }

    /**
     * Makes the topic if it is not there.
     *
     * @return whether it was there, and is checked; one that was just made takes a moment to be seen
     * @throws BusException if it cannot be reached or made, or cannot be a bus
     */
    synchronized boolean provide() {
        return ask(brokers -> {
            if (check(brokers)) {
                return true;
            }
            create(brokers);
            return false;
        });
    }

    /** The largest message that the topic takes, in bytes; empty if the brokers did not tell. */
    synchronized OptionalLong largestMessage() {
        return largestMessage;
    }

    /** Refuses a topic that does not keep all messages in one order; false if there is none. */
    private boolean check(Admin brokers) throws ExecutionException, InterruptedException {
        try {
            int partitions = brokers.describeTopics(List.of(settings.topic()))
                    .topicNameValues()
                    .get(settings.topic())
                    .get()
                    .partitions()
                    .size();
            requireOne(partitions);
            if (!checked) {
                checkOptions(brokers);
                checked = true;
            }
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /** @throws BusException unless {@code partitions} is one */
    void requireOne(int partitions) {
        if (partitions != 1) {
            throw new BusException(
                    settings.bus() + " has " + partitions + " partitions, and must have one: Kafka keeps no"
                            + " order between partitions, and clients need the order of the events. Make a topic with one"
                            + " partition, name it in the configurations of the server and of its clients, and run 'hermes"
                            + " server-cli initsync'");
        }
    }

    /** Whoever may not ask for options is trusted. */
    private void checkOptions(Admin brokers) throws ExecutionException, InterruptedException {
        try {
            Config options = brokers.describeConfigs(List.of(resource))
                    .values()
                    .get(resource)
                    .get();
            String cleanup = options.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
            if (cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT)) {
                throw new BusException(settings.bus() + " has cleanup.policy=" + cleanup + ", and must have delete:"
                        + " compaction drops messages in the middle. Set the topic's cleanup.policy to delete; if"
                        + " messages were lost already, clients must start anew");
            }
            largestMessage = OptionalLong.of(Long.parseLong(
                    options.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value()));
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof AuthorizationException)) {
                throw e;
            }
            LOG.info("{}: the options of the topic are not ours to read, and not checked", settings.bus());
        }
    }

    private void create(Admin brokers) throws ExecutionException, InterruptedException {
        try {
            brokers.createTopics(List.of(new NewTopic(settings.topic(), Optional.of(1), Optional.empty())))
                    .all()
                    .get();
            LOG.warn(
                    "{} was not there, and is made, with one partition. It keeps messages for as long as the brokers'"
                            + " defaults say: set retention.ms of the topic to what your clients need",
                    settings.bus());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new BusException(
                        settings.bus() + " is not there, and cannot be made: " + KafkaFailure.tell(e)
                                + ". Make it, with one partition",
                        e);
            }
        }
    }

    private Bounds bounds(Admin brokers) throws ExecutionException, InterruptedException {
        ListOffsetsResult first = brokers.listOffsets(Map.of(partition, OffsetSpec.earliest()));
        ListOffsetsResult end = brokers.listOffsets(Map.of(partition, OffsetSpec.latest()));
        long from = first.partitionResult(partition).get().offset();
        // messages can be dropped between the two answers
        return new Bounds(
                from, Math.max(from, end.partitionResult(partition).get().offset()));
    }

    private interface Question<T> {
        T to(Admin brokers) throws ExecutionException, InterruptedException;
    }

    private <T> T ask(Question<T> question) {
        try {
            if (admin == null) {
                admin = Admin.create(settings.connecting(options(), name));
            }
            return question.to(admin);
        } catch (ExecutionException | KafkaException e) {
            close();
            throw new BusException(settings.bus() + " cannot be reached: " + KafkaFailure.tell(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusException(settings.bus() + " was asked, and the question withdrawn", e);
        }
    }

    private static Properties options() {
        Properties options = new Properties();
        options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE_FOR_ONE_TRY.toMillis());
        return options;
    }

    @Override
    public synchronized void close() {
        checked = false;
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
