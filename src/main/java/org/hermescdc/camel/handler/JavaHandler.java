package org.hermescdc.camel.handler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.core.model.Key;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerEvent;

/** One handler method of a plugin object, with its parameters bound to the parts of a {@link HandlerCall}. */
final class JavaHandler {

    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final MethodHandle method;

    private JavaHandler(MethodHandle method) {
        this.method = method;
    }

    /**
     * Binds a method for one event.
     *
     * @throws IllegalArgumentException if a parameter is of no known kind, or the event does not have it; the message
     *     names the parameter and those that are right
     */
    static JavaHandler of(Object plugin, Method method, HandlerEvent event) {
        Parameter[] parameters = method.getParameters();
        MethodHandle[] parts = new MethodHandle[parameters.length];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = part(parameters[i], event);
        }
        try {
            method.setAccessible(true);
            MethodHandle ofParts = LOOKUP.unreflect(method).bindTo(plugin);
            MethodHandle ofCalls = MethodHandles.filterArguments(ofParts, 0, parts);
            MethodHandle ofCall = parts.length == 0
                    ? MethodHandles.dropArguments(ofCalls, 0, HandlerCall.class)
                    : MethodHandles.permuteArguments(
                            ofCalls,
                            MethodType.methodType(method.getReturnType(), HandlerCall.class),
                            new int[parts.length]);
            return new JavaHandler(ofCall.asType(MethodType.methodType(void.class, HandlerCall.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("cannot be called: " + e.getMessage(), e);
        }
    }

    void handle(HandlerCall call) throws Exception {
        try {
            method.invokeExact(call);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MethodHandle part(Parameter parameter, HandlerEvent event) {
        Class<?> type = parameter.getType();
        if (type == HandlerCall.class) {
            return MethodHandles.identity(HandlerCall.class);
        }
        if (type == Key.class) {
            return getter("key", Key.class);
        }
        if (type == EntryDelta.class) {
            return getter("delta", EntryDelta.class);
        }
        if (type == HandlerContext.class) {
            return getter("context", HandlerContext.class);
        }
        String name = parameter.getName();
        boolean known = name.equals("newObject") && event.hasNewObject()
                || name.equals("cachedObject") && event.hasCachedObject();
        if (type == Entry.class && known) {
            return getter(name, Entry.class);
        }
        throw new IllegalArgumentException("parameter '" + type.getSimpleName() + " " + name + "' is unknown for "
                + event.word() + "; right ones: " + rightParameters(event)
                + (parameter.isNamePresent() ? "" : " (compile the plugin with -parameters, so that names are kept)"));
    }

    private static String rightParameters(HandlerEvent event) {
        return "Key key, EntryDelta attrs, HandlerContext context, HandlerCall call"
                + (event.hasNewObject() ? ", Entry newObject" : "")
                + (event.hasCachedObject() ? ", Entry cachedObject" : "");
    }

    private static MethodHandle getter(String component, Class<?> type) {
        try {
            return LOOKUP.findVirtual(HandlerCall.class, component, MethodType.methodType(type));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
