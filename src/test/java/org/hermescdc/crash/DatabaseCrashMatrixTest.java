package org.hermescdc.crash;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;

/** The crash matrix with the cache in a SQLite file; in short where a killed server leaves most behind. */
class DatabaseCrashMatrixTest extends CrashMatrixTest {

    private static final Set<Point> SHORT = Boolean.getBoolean("hermes.full")
            ? EnumSet.allOf(Point.class)
            : EnumSet.of(Point.CYCLE_AFTER_ACKNOWLEDGEMENT, Point.SCHEMA_BEFORE_SAVE);

    @Override
    CrashSite makeSite(Path place) {
        return CrashSite.makeInDatabase(place);
    }

    /** The journal is SQLite's own; half of a record is its business. */
    @Override
    Stream<Point> points() {
        return SHORT.stream().filter(point -> point.step() != Step.AMID_RECORD);
    }
}
