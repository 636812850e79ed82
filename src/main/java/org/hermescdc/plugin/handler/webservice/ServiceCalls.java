package org.hermescdc.plugin.handler.webservice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;

/** Makes the calls of events. What a call did, or may have done, is told to the event's context. */
final class ServiceCalls {

    private final HttpCaller http;
    private final Optional<Session> session;
    private final List<String> secrets;
    private final ObjectLookup objects;

    /** @param secrets texts that every request carries, and that no message may show */
    ServiceCalls(HttpCaller http, Optional<Session> session, List<String> secrets, ObjectLookup objects) {
        this.http = http;
        this.session = session;
        this.secrets = List.copyOf(secrets);
        this.objects = objects;
    }

    /**
     * Makes one call, unless it does not apply, or an earlier try is found to have done it.
     *
     * @throws HandlerException if it was no success
     */
    void make(CallTemplate call, HandlerCall event) throws InterruptedException {
        Map<String, Object> context = EventContext.of(event, call.lookups(), objects);
        if (!call.applies(context)) {
            return;
        }
        if (event.context().isAnErrorRetry()
                && call.check().isPresent()
                && isDone(call.check().get(), context)) {
            event.context().markPartiallyProcessed();
            return;
        }
        send(call, context, event.context());
    }

    private void send(CallTemplate call, Map<String, Object> context, HandlerContext progress)
            throws InterruptedException {
        Answer answer;
        try {
            answer = ask(call.request(), context);
        } catch (UnansweredException e) {
            if (e.mayBeDone()) {
                progress.markPartiallyProcessed();
            }
            throw new HandlerException(call.request() + ": " + e.getMessage(), e);
        }
        if (isGood(call, answer, context, progress)) {
            progress.markPartiallyProcessed();
            return;
        }
        if (answer.isBreakdown()) {
            progress.markPartiallyProcessed();
        }
        throw new HandlerException(call.request() + ": the service answered " + shown(answer));
    }

    private boolean isGood(CallTemplate call, Answer answer, Map<String, Object> context, HandlerContext progress) {
        try {
            return call.success().holds(answer, context)
                    || progress.isAnErrorRetry() && call.doneOnRetry().holds(answer, context);
        } catch (HermesException e) {
            progress.markPartiallyProcessed();
            throw unreadable(call.request(), answer, e);
        }
    }

    private boolean isDone(CallTemplate.Check check, Map<String, Object> context) throws InterruptedException {
        Answer answer;
        try {
            answer = ask(check.request(), context);
        } catch (UnansweredException e) {
            throw new HandlerException(check.request() + ": " + e.getMessage(), e);
        }
        try {
            boolean there = check.there().holds(answer, context);
            if (there || check.gone().holds(answer, context)) {
                return there == check.doneWhenThere();
            }
        } catch (HermesException e) {
            throw unreadable(check.request(), answer, e);
        }
        throw new HandlerException(check.request() + ", asked before the retry: the service answered " + shown(answer)
                + "; that tells neither that it is there nor that it is gone");
    }

    /** Sends a request within the session, if there is one; once more if the session turns out to be over. */
    private Answer ask(RequestTemplate request, Map<String, Object> context) throws InterruptedException {
        if (session.isEmpty()) {
            return http.send(request.render(context));
        }
        Answer answer = askInSession(request, context);
        return session.get().isOver(answer) ? askInSession(request, context) : answer;
    }

    private Answer askInSession(RequestTemplate request, Map<String, Object> context) throws InterruptedException {
        Map<String, Object> more = new HashMap<>(context);
        more.put("_session", session.get().values());
        return http.send(request.render(more));
    }

    private HandlerException unreadable(RequestTemplate request, Answer answer, HermesException reason) {
        return new HandlerException(
                request + ": the service answered " + shown(answer) + "; whether that is a success cannot be told: "
                        + reason.getMessage(),
                reason);
    }

    private String shown(Answer answer) {
        List<String> hidden = new ArrayList<>(secrets);
        session.ifPresent(open -> hidden.addAll(open.secrets()));
        return answer.shown(hidden);
    }
}
