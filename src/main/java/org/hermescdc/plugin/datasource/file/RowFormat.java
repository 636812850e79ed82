package org.hermescdc.plugin.datasource.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.Consumer;

/** How rows are written in a file. */
interface RowFormat {

    /**
     * Reads a file to its end.
     *
     * @param rows takes each row; what it throws is passed on as it is
     * @throws IOException if the file cannot be read
     * @throws org.hermescdc.core.HermesException if it does not hold what it should; the message quotes no value
     */
    void read(InputStream file, Consumer<Map<String, Object>> rows) throws IOException;
}
