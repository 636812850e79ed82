package org.hermescdc.plugin.handler.kadmin;

import java.util.List;
import java.util.Optional;
import org.hermescdc.core.diff.EntryDelta;
import org.hermescdc.core.model.Entry;
import org.hermescdc.plugin.handler.kadmin.KadminFailure.Outcome;
import org.hermescdc.spi.EventHandler;
import org.hermescdc.spi.HandledType;
import org.hermescdc.spi.HandlerCall;
import org.hermescdc.spi.HandlerContext;
import org.hermescdc.spi.HandlerException;
import org.hermescdc.spi.ObjectLookup;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client plugin {@code usersgroups_kadmin_heimdal} (spec/07). A first try trusts the cache and asks the realm nothing;
 * a retry looks first, so that what was done already is not done twice.
 */
public final class KadminHandler implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(KadminHandler.class);

    private static final String PASSWORDS = "UserPasswords";
    private static final String PASSWORD = "password";

    /** The step of an added whose earlier tries have changed nothing: a principal that is there is not of its making. */
    private static final int NOTHING_DONE = 1;

    private KadminSettings settings;
    private Ticket ticket;
    private Kadmin kadmin;
    private Principals principals;

    @Override
    public String name() {
        return "usersgroups_kadmin_heimdal";
    }

    @Override
    public SettingsSchema settings() {
        return KadminSettings.SCHEMA;
    }

    @Override
    public List<HandledType> types(Settings configured) {
        return List.of(
                HandledType.of(Principals.USERS, Principals.LOGIN),
                HandledType.of(PASSWORDS, PASSWORD).with(Principals.USERS, Principals.LOGIN));
    }

    @Override
    public void start(Settings configured, ObjectLookup lookup) {
        settings = KadminSettings.of(configured);
        ticket = new Ticket(settings);
        kadmin = new Kadmin(settings, ticket);
        principals = new Principals(settings, lookup);
    }

    @Override
    public void onSave() {
        ticket.destroy();
    }

    @Override
    public void close() {
        if (ticket != null) {
            ticket.destroy();
        }
    }

    public void on_Users_added(Entry newObject, HandlerContext context) {
        String principal = principals.of(newObject);
        boolean perhapsDone =
                context.isPartiallyProcessed() || context.isAnErrorRetry() && context.currentStep() != NOTHING_DONE;
        if (perhapsDone && kadmin.exists(principal)) {
            return;
        }
        try {
            change(
                    context,
                    () -> kadmin.add(principal, settings.randomPasswords().next()));
        } catch (KadminFailure e) {
            if (e.outcome() != Outcome.UNKNOWN) {
                context.enterStep(NOTHING_DONE);
            }
            if (e.outcome() != Outcome.EXISTS) {
                throw e;
            }
            takeOver(principal);
        }
    }

    public void on_Users_modified(Entry newObject, Entry cachedObject, HandlerContext context) {
        String before = principals.of(cachedObject);
        String after = principals.of(newObject);
        if (before.equals(after)) {
            return;
        }
        boolean done = context.isAnErrorRetry() && !kadmin.exists(before) && kadmin.exists(after);
        if (!done) {
            change(context, () -> kadmin.rename(before, after));
        }
    }

    public void on_Users_removed(Entry cachedObject, HandlerContext context) {
        String principal = principals.of(cachedObject);
        if (!context.isAnErrorRetry() || kadmin.exists(principal)) {
            change(context, () -> kadmin.delete(principal));
        }
    }

    public void on_UserPasswords_added(HandlerCall call) {
        if (call.newObject().has(PASSWORD)) {
            setPassword(call);
        }
    }

    public void on_UserPasswords_modified(HandlerCall call) {
        EntryDelta delta = call.delta();
        if (delta.added().has(PASSWORD) || delta.modified().has(PASSWORD)) {
            setPassword(call);
        } else if (delta.removed().contains(PASSWORD)) {
            forget(call);
        }
    }

    public void on_UserPasswords_removed(HandlerCall call) {
        forget(call);
    }

    private void setPassword(HandlerCall call) {
        String principal = principals
                .ofOwner(call)
                .orElseThrow(() -> new HandlerException(
                        Principals.USERS + "[" + Principals.ownerKey(call) + "] is not in the realm (yet)"));
        if (!(call.newObject().get(PASSWORD) instanceof String password)) {
            throw new HandlerException("the password of '" + principal + "' is no text, so that it may have lost"
                    + " characters on its way; map it without a template, or with typed results");
        }
        change(call.context(), () -> kadmin.setPassword(principal, password));
    }

    /** Gives a random password; a principal that is not there needs none. */
    private void forget(HandlerCall call) {
        Optional<String> principal = principals.ofOwner(call);
        if (principal.isEmpty()) {
            return;
        }
        try {
            change(
                    call.context(),
                    () -> kadmin.setPassword(
                            principal.get(), settings.randomPasswords().next()));
        } catch (KadminFailure e) {
            if (e.outcome() != Outcome.MISSING) {
                throw e;
            }
            LOG.info("'{}' is not in the realm, so it has no password to take away", principal.get());
        }
    }

    private void takeOver(String principal) {
        if (!settings.takesOverExisting()) {
            throw new HandlerException(
                    "'" + principal + "' is in the realm already, and this event did not put it there;"
                            + " remove it there, or set dont_fail_on_existing_user");
        }
        LOG.info("'{}' is in the realm already; it is taken over as it is", principal);
    }

    private static void change(HandlerContext context, Runnable operation) {
        try {
            operation.run();
        } catch (KadminFailure e) {
            if (e.outcome() == Outcome.UNKNOWN) {
                context.markPartiallyProcessed();
            }
            throw e;
        }
    }
}
