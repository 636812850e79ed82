package org.hermescdc.ops;

import java.nio.file.Path;

/** Copies the cache of one application; the application must not run. */
public interface CacheCopy {

    /**
     * Copies the cache to a directory of cache files, made if it is missing.
     *
     * @return how many collections were copied
     * @throws org.hermescdc.core.HermesException if there are files already, or it fails: then nothing was copied
     */
    int export(Path directory);

    /**
     * Copies a directory of cache files into the cache.
     *
     * @return how many collections were copied
     * @throws org.hermescdc.core.HermesException if the cache is not empty, or it fails: then nothing was copied
     */
    int importFrom(Path directory);
}
