package org.hermescdc.core.merge;

/** Which entries of a later source take part in the merge, by whether their key is already there (spec/02). */
public enum PkeyMergeConstraint {
    NO_CONSTRAINT,
    MUST_NOT_EXIST,
    MUST_ALREADY_EXIST,
    MUST_EXIST_IN_BOTH
}
