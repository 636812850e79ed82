package org.hermescdc.plugin.datasource.http;

import java.io.IOException;
import java.net.URI;
import org.apache.hc.core5.http.ClassicHttpResponse;

/** What messages tell of requests and answers: never a query, which may hold secrets, nor a body. */
final class Answers {

    private Answers() {}

    static String shown(URI uri) {
        String text = uri.toString();
        int query = text.indexOf('?');
        return query < 0 ? text : text.substring(0, query);
    }

    static String status(ClassicHttpResponse answer) {
        String reason = answer.getReasonPhrase();
        return answer.getCode() + (reason == null || reason.isBlank() ? "" : " " + reason);
    }

    static String tell(IOException failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }
}
