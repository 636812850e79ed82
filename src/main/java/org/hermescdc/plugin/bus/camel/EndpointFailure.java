package org.hermescdc.plugin.bus.camel;

import org.apache.camel.util.URISupport;
import org.hermescdc.core.HermesException;

/** Tells failures of an endpoint whose URI may hold passwords. */
record EndpointFailure(String uri) {

    /** The endpoint, for messages: the scheme alone. */
    String name() {
        return "bus camel (" + uri.substring(0, uri.indexOf(':')) + ")";
    }

    /** What went wrong inside, on one line, without passwords of the URI. */
    String tell(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && !(inner instanceof HermesException)) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null || message.isBlank()
                ? inner.getClass().getSimpleName()
                : URISupport.sanitizeUri(message.replace(uri, "<uri>"))
                        .replaceAll("//[^/@\\s]*@", "//***@")
                        .strip()
                        .replaceAll("\\s*\\R\\s*", "; ");
    }
}
