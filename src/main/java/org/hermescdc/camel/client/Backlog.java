package org.hermescdc.camel.client;

import java.util.List;
import java.util.Set;
import org.hermescdc.core.errorqueue.Autoremediation;
import org.hermescdc.core.errorqueue.Base;
import org.hermescdc.core.errorqueue.QueuePlan;
import org.hermescdc.core.errorqueue.QueuedEvent;
import org.hermescdc.core.errorqueue.Remediation;
import org.hermescdc.core.errorqueue.Replay;
import org.hermescdc.core.model.ObjectId;

/** The error queue as events join it: what waits for one object is merged as far as autoremediation allows it. */
final class Backlog {

    private final ClientCache cache;
    private final RemovalTime removal;
    private final Autoremediation policy;

    Backlog(ClientCache cache, RemovalTime removal, Autoremediation policy) {
        this.cache = cache;
        this.removal = removal;
        this.policy = policy;
    }

    /** What is in the queue for a local object. */
    Replay of(ObjectId localObject) {
        return new Replay(entries(localObject), removal::of);
    }

    /** Whether the local object has other entries behind this one. */
    boolean isFollowed(QueuedEvent entry) {
        return entries(entry.localObject()).stream().anyMatch(other -> other.number() > entry.number());
    }

    /** What becomes of the queue with a new entry. */
    QueuePlan plan(QueuedEvent newcomer) {
        List<QueuedEvent> entries = entries(newcomer.localObject());
        if (entries.isEmpty()) {
            return new QueuePlan.Append(newcomer);
        }
        int last = entries.size() - 1;
        Replay earlier = new Replay(entries.subList(0, last), removal::of);
        return new Remediation(entries.get(last), newcomer, remote(newcomer, earlier), local(newcomer, earlier))
                .plan(policy);
    }

    /** Does what was planned. */
    void carryOut(Update update, QueuePlan plan) {
        if (plan instanceof QueuePlan.Append append) {
            cache.queueTable().put(update, append.entry());
        } else if (plan instanceof QueuePlan.Merge merge) {
            cache.queueTable().put(update, merge.merged());
        } else if (plan instanceof QueuePlan.Drop drop) {
            cache.queueTable().remove(update, drop.number());
        }
    }

    private List<QueuedEvent> entries(ObjectId localObject) {
        String remoteType = cache.datamodel().types().get(localObject.type()).remoteType();
        return cache.queue()
                .entriesOf(new ObjectId(remoteType, localObject.key()))
                .filter(entry -> entry.localType().equals(localObject.type()))
                .toList();
    }

    private Base local(QueuedEvent newcomer, Replay earlier) {
        ObjectId object = newcomer.localObject();
        Set<String> secrets =
                cache.datamodel().secrets(cache.datamodel().types().get(object.type()), cache.schema());
        return new Base(
                earlier.local(cache.collections().local(object.type()).plain().find(object.key()))
                        .kept(),
                secrets);
    }

    private Base remote(QueuedEvent newcomer, Replay earlier) {
        ObjectId object = cache.queue().objectOf(newcomer);
        Set<String> secrets =
                Set.copyOf(cache.schema().types().get(object.type()).secrets());
        return new Base(
                earlier.remote(cache.collections().remote(object.type()).plain().find(object.key()))
                        .kept(),
                secrets);
    }
}
