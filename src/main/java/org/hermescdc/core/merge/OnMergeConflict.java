package org.hermescdc.core.merge;

/** What happens when two sources give different values for one attribute of one entry. */
public enum OnMergeConflict {
    /** The value of the earlier source stays. */
    KEEP_FIRST_VALUE,
    /** The entry is replaced by what the cache has, or left out. */
    USE_CACHED_ENTRY
}
