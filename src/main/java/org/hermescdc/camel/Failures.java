package org.hermescdc.camel;

/** What exceptions that come out of routes say to an operator. */
public final class Failures {

    private Failures() {}

    /** The message of what went wrong inside, on one line, without the wrappers that Camel puts around it. */
    public static String tell(Throwable failure) {
        Throwable inner = failure;
        while (inner.getCause() != null && inner.getClass().getName().startsWith("org.apache.camel.")) {
            inner = inner.getCause();
        }
        String message = inner.getMessage();
        return message == null || message.isBlank()
                ? inner.getClass().getSimpleName()
                : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }
}
