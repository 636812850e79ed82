package org.hermescdc.core.merge;

import java.util.List;
import org.hermescdc.core.model.KeyedEntry;

/**
 * What one source gave for a data type, in the order of the source.
 *
 * @param constraint which of its entries take part; has no meaning for the first source of a type
 */
public record MergeSource(String name, PkeyMergeConstraint constraint, List<KeyedEntry> entries) {}
