package org.hermescdc.core.merge;

import java.util.List;
import java.util.Set;
import org.hermescdc.core.model.Key;
import org.hermescdc.core.model.KeyedEntry;

/**
 * The merged collection of one data type. An inconsistent or conflicting key is not in {@code entries}.
 *
 * @param entries in the order in which their keys were met, no key twice
 * @param inconsistencies keys that the first source had twice
 * @param conflicts keys for which two sources gave different values
 * @param filtered keys of entries that a {@code pkey_merge_constraint} dropped
 */
public record MergeResult(List<KeyedEntry> entries, Set<Key> inconsistencies, Set<Key> conflicts, Set<Key> filtered) {}
