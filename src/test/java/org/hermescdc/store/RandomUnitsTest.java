package org.hermescdc.store;

import java.nio.file.Path;

/** Random units of work on files. */
class RandomUnitsTest extends RandomUnits {

    @Override
    Store open(Path directory, boolean compression) {
        return FileStore.open(new FileStore.Options(directory, 0027, compression, 1), FailingDisk.never());
    }
}
