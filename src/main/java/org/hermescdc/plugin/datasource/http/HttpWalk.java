package org.hermescdc.plugin.datasource.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.URIBuilder;
import org.hermescdc.core.HermesException;
import org.hermescdc.core.model.Values;
import org.hermescdc.plugin.datasource.json.JsonItems;
import org.hermescdc.spi.Settings;

/** The way of one fetch through the pages of its answer. */
public final class HttpWalk {

    private static final Pattern NEXT = Pattern.compile("<([^>]*)>\\s*;[^,<]*\\brel\\s*=\\s*\"?(?:[^\",;<]* )?next\\b");

    private final Settings paging;
    private final String kind;
    private final URI first;
    private final Set<String> seen = new HashSet<>();
    private URI uri;
    private long page;
    private long taken;
    private String fingerprint = "";

    /** @param request what is asked for, without anything that pages */
    HttpWalk(URI request, Settings paging) {
        this.paging = paging;
        this.kind = paging.optionalText("type").orElse("none");
        this.page = paging.has("first") ? paging.whole("first") : 1;
        URI sized = paging.has("size")
                ? with(request, paging.text("size_parameter"), String.valueOf(paging.whole("size")))
                : request;
        this.first = sized;
        this.uri = switch (kind) {
            case "page" -> with(sized, parameter(), String.valueOf(page));
            case "offset" -> with(sized, parameter(), "0");
            default -> sized;
        };
    }

    /** Whether there is a page to ask for. */
    public boolean isMore() {
        return uri != null;
    }

    URI uri() {
        return uri;
    }

    /** JSON pointers to what must be known of each page. */
    Set<String> wanted() {
        Set<String> wanted = new HashSet<>();
        paging.optionalText("next").ifPresent(wanted::add);
        paging.optionalText("total").ifPresent(wanted::add);
        return wanted;
    }

    /**
     * Takes note of a page and goes on to the next.
     *
     * @param link the header {@code Link}, empty if there is none
     * @param print what tells this page from another
     * @throws HermesException if the service repeats itself, or ends before it has given all
     */
    void take(JsonItems.Found found, String link, String print) {
        taken += found.count();
        if (found.count() > 0 && print.equals(fingerprint)) {
            throw new HermesException("the same page came twice: the service does not follow the paging that is set");
        }
        fingerprint = print;
        Optional<Long> total = total(found.beside());
        boolean complete = total.isPresent() && taken >= total.get();
        uri = switch (kind) {
            case "page" -> complete || found.count() == 0 ? null : with(first, parameter(), String.valueOf(++page));
            case "offset" -> complete || found.count() == 0 ? null : with(first, parameter(), String.valueOf(taken));
            case "link" -> next(found.beside(), link).map(this::sameService).orElse(null);
            case "cursor" ->
                next(found.beside(), "")
                        .map(cursor -> with(first, parameter(), cursor))
                        .orElse(null);
            default -> null;
        };
        if (uri == null && total.isPresent() && taken != total.get()) {
            throw new HermesException("the service tells of " + total.get() + " items, but gave " + taken);
        }
    }

    private Optional<Long> total(Map<String, Object> beside) {
        return paging.optionalText("total").map(pointer -> {
            if (beside.get(pointer) instanceof Long total) {
                return total;
            }
            throw new HermesException("found " + Values.typeName(beside.get(pointer)) + " at '" + pointer
                    + "'; expected the number of all items");
        });
    }

    private Optional<String> next(Map<String, Object> beside, String link) {
        Optional<String> next = paging.optionalText("next").isPresent()
                ? text(paging.text("next"), beside.get(paging.text("next")))
                : inHeader(link);
        next.ifPresent(value -> {
            if (!seen.add(value)) {
                throw new HermesException("the service leads in a circle: a next page was told twice");
            }
        });
        return next;
    }

    private static Optional<String> text(String pointer, Object value) {
        if (value == null || value.equals("")) {
            return Optional.empty();
        }
        if (value instanceof String || value instanceof Long) {
            return Optional.of(value.toString());
        }
        throw new HermesException(
                "found a " + Values.typeName(value) + " at '" + pointer + "'; expected the next page, or null");
    }

    private static Optional<String> inHeader(String link) {
        Matcher next = NEXT.matcher(link);
        return next.find() ? Optional.of(next.group(1)) : Optional.empty();
    }

    /** Another service must not get the credentials of this one. */
    private URI sameService(String link) {
        try {
            URI next = uri.resolve(new URI(link));
            if (next.getScheme().equals(first.getScheme())
                    && next.getAuthority().equals(first.getAuthority())) {
                return next;
            }
        } catch (URISyntaxException e) {
            throw new HermesException("the link to the next page is no URL", e);
        }
        throw new HermesException("the link to the next page leads to another service");
    }

    private String parameter() {
        return paging.optionalText("parameter").orElse(kind);
    }

    private static URI with(URI uri, String parameter, String value) {
        try {
            return new URIBuilder(uri).setParameter(parameter, value).build();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
