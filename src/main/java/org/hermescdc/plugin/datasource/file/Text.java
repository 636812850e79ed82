package org.hermescdc.plugin.datasource.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/** Text of a file: bytes that its encoding does not know are an error, a byte order mark is skipped. */
final class Text {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Text() {}

    static Reader of(InputStream file, Charset charset) throws IOException {
        Reader text = new BufferedReader(new InputStreamReader(
                file,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)));
        text.mark(1);
        if (text.read() != BYTE_ORDER_MARK) {
            text.reset();
        }
        return text;
    }
}
