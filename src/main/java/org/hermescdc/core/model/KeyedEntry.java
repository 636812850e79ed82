package org.hermescdc.core.model;

/** An entry and its primary key. */
public record KeyedEntry(Key key, Entry entry) {}
