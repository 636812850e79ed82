package org.hermescdc.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hermescdc.core.merge.OnMergeConflict;
import org.hermescdc.core.merge.PkeyMergeConstraint;
import org.hermescdc.core.model.DataSchema;
import org.hermescdc.core.template.Template;
import org.hermescdc.core.translate.Mapping;

/**
 * A server's whole configuration (spec/01).
 *
 * @param updateInterval from start to start of cycles; zero: without pause
 * @param batchSize how many events are sent, acknowledged and recorded together
 * @param datamodel data types by name, in declaration order
 */
public record ServerConfig(
        HermesConfig hermes,
        Duration updateInterval,
        Safeguards safeguards,
        int batchSize,
        Map<String, Type> datamodel) {

    /**
     * A data type of the server.
     *
     * @param primaryKey one attribute, or several for a composite key
     * @param text template for the text of an entry in messages
     * @param sources by name, in declaration order
     */
    public record Type(
            String name,
            List<String> primaryKey,
            Map<String, DataSchema.ForeignKey> foreignKeys,
            Optional<Template> text,
            OnMergeConflict onMergeConflict,
            List<Template> integrityConstraints,
            Map<String, Source> sources) {

        /** The attributes that are secret in some source. */
        public Set<String> secrets() {
            return union(Source::secrets);
        }

        public Set<String> cacheOnly() {
            return union(Source::cacheOnly);
        }

        public Set<String> local() {
            return union(Source::local);
        }

        /** All attributes of the type. */
        public Set<String> attributes() {
            return union(source -> source.attributes().keySet());
        }

        private Set<String> union(Function<Source, Set<String>> part) {
            Set<String> all = new TreeSet<>();
            sources.values().forEach(source -> all.addAll(part.apply(source)));
            return all;
        }
    }

    /**
     * One source of a data type.
     *
     * @param name of the datasource
     * @param attributes attribute → where its value comes from
     */
    public record Source(
            String name,
            Operation fetch,
            Optional<Operation> commitOne,
            Optional<Operation> commitAll,
            Map<String, Mapping> attributes,
            Set<String> secrets,
            Set<String> cacheOnly,
            Set<String> local,
            PkeyMergeConstraint pkeyMergeConstraint,
            List<Template> mergeConstraints) {

        /** The remote attributes that the mapping uses: what templates see as {@code REMOTE_ATTRIBUTES}. */
        public Set<String> remoteAttributes() {
            Set<String> names = new TreeSet<>();
            attributes.values().forEach(mapping -> names.addAll(mapping.remoteAttributes()));
            return names;
        }
    }

    /** What is run on a datasource, and how. */
    public record Operation(Kind kind, Optional<Template> query, Vars vars) {
        public enum Kind {
            FETCH,
            ADD,
            DELETE,
            MODIFY
        }
    }
}
