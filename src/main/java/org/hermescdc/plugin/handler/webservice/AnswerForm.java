package org.hermescdc.plugin.handler.webservice;

import java.io.IOException;
import java.util.Locale;
import org.hermescdc.core.event.ValueJson;
import org.hermescdc.spi.HandlerException;

/** How the text of an answer is read for conditions. */
enum AnswerForm {
    TEXT,
    JSON,
    XML;

    static AnswerForm of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** @throws HandlerException if the text is not of this form; the message does not show it */
    Object read(String text) {
        return switch (this) {
            case TEXT -> text;
            case JSON -> json(text);
            case XML -> XmlBody.read(text);
        };
    }

    private static Object json(String text) {
        try {
            return ValueJson.parse(text);
        } catch (IOException e) {
            throw new HandlerException("it is no JSON", e);
        }
    }
}
