package org.hermescdc.matrix;

/** A source, a bus or a target of one run of the matrix, which a test can take away for a while. */
abstract class Part implements AutoCloseable {

    /** Makes everything fail that is asked of it from now on. */
    abstract void takeAway() throws Exception;

    /** Undoes {@link #takeAway}. */
    abstract void bringBack() throws Exception;

    @Override
    public void close() throws Exception {}
}
