package org.hermescdc.plugin.datasource.file;

import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.SortedMap;

/**
 * Files as they were at one moment.
 *
 * @param query names them: empty for all of the setting {@code path}
 */
record Snapshot(String query, SortedMap<Path, State> files) {

    /** What changes when a file is written, or another is put in its place. */
    record State(long size, FileTime modified, Object identity) {}
}
