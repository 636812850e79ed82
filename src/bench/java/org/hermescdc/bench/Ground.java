package org.hermescdc.bench;

import java.nio.file.Path;

/**
 * What a measure works on.
 *
 * @param folder of its own, empty at first
 * @param store where generated data is kept between runs
 * @param distribution the built Hermes
 */
record Ground(Path folder, Path store, Path distribution, DataSet set) {}
