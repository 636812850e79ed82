package org.hermescdc.core.merge;

import java.util.Map;
import java.util.Set;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;

/**
 * The merged collection of one data type. An inconsistent or conflicting key is not in {@code entries}.
 *
 * @param entries by key, in the order in which they were met
 * @param inconsistencies keys that the first source had twice
 * @param conflicts keys for which two sources gave different values
 * @param filtered keys of entries that a {@code pkey_merge_constraint} dropped
 */
public record MergeResult(Map<Key, Entry> entries, Set<Key> inconsistencies, Set<Key> conflicts, Set<Key> filtered) {}
