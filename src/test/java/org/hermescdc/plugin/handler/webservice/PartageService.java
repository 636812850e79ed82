package org.hermescdc.plugin.handler.webservice;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What the public client libraries of the BSS API of RENATER PARTAGE expect of it: forms in, always a 200 with XML out,
 * whose status is 0 for a success; tokens that Auth gives for a signed time, and that end.
 */
final class PartageService implements AutoCloseable {

    private static final String PATH = "/service/domain/";
    private static final long TOKEN_SECONDS = 300;

    private final HttpServer server;
    private final InstantSource clock;
    private final String domain;
    private final String key;
    private final List<String> requests = new ArrayList<>();
    private final Map<String, Map<String, String>> accounts = new TreeMap<>();
    private final Map<String, Map<String, String>> groups = new TreeMap<>();
    private final Map<String, Set<String>> members = new TreeMap<>();
    private final Map<String, Long> tokens = new LinkedHashMap<>();
    private final Set<String> unanswered = new HashSet<>();

    PartageService(String domain, String key, InstantSource clock) {
        this.domain = domain;
        this.key = key;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(PATH, this::serve);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + PATH.replaceFirst("/$", "");
    }

    /** The next call of this method does its work, and then the connection is gone. */
    synchronized void losesTheAnswerOf(String method) {
        unanswered.add(method);
    }

    synchronized void forgetsItsTokens() {
        tokens.clear();
    }

    synchronized List<String> drain() {
        List<String> drained = List.copyOf(requests);
        requests.clear();
        return drained;
    }

    synchronized Map<String, Map<String, String>> accounts() {
        return new TreeMap<>(accounts);
    }

    synchronized Map<String, Map<String, String>> groups() {
        return new TreeMap<>(groups);
    }

    synchronized Set<String> members(String group) {
        return new TreeSet<>(members.get(group));
    }

    private synchronized void serve(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getRawPath().substring(PATH.length()).split("/");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(path[0] + (path[0].equals("Auth") || body.isEmpty() ? "" : " " + body));
        boolean form = "application/x-www-form-urlencoded"
                .equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        String answer = exchange.getRequestMethod().equals("POST") && form
                ? answer(path[0], path.length > 1 ? decoded(path[1].replace("+", "%2B")) : "", fields(body))
                : failure("no form");
        if (unanswered.remove(path[0])) {
            exchange.close();
            return;
        }
        byte[] xml = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Response>" + answer + "</Response>\n")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/xml; charset=UTF-8");
        exchange.sendResponseHeaders(200, xml.length);
        exchange.getResponseBody().write(xml);
        exchange.close();
    }

    private String answer(String method, String token, Map<String, List<String>> fields) {
        if (method.equals("Auth")) {
            return auth(one(fields, "domain"), one(fields, "timestamp"), one(fields, "preauth"));
        }
        if (tokens.getOrDefault(token, 0L) <= now()) {
            return failure("Invalid token : " + token);
        }
        String name = one(fields, "name");
        return switch (method) {
            case "CreateAccount" -> create(accounts, name, fields, "account");
            case "GetAccount" -> get(accounts, name, "no such account", "account");
            case "ModifyAccount" -> modify(accounts, name, fields, "no such account");
            case "RenameAccount" -> rename(name, one(fields, "newname"));
            case "DeleteAccount" -> delete(accounts, name, "no such account");
            case "CreateGroup" -> create(groups, name, fields, "distribution list");
            case "GetGroup" -> get(groups, name, "no such distribution list", "group");
            case "ModifyGroup" -> modify(groups, name, fields, "no such distribution list");
            case "DeleteGroup" -> delete(groups, name, "no such distribution list");
            case "AddGroupMembers" -> members(name, fields.get("members[]"), true);
            case "RemoveGroupMembers" -> members(name, fields.get("members[]"), false);
            default -> failure("unknown method " + method);
        };
    }

    private String auth(String asked, String timestamp, String preauth) {
        long age = Math.abs(now() - Long.parseLong(timestamp));
        if (!asked.equals(domain) || age > TOKEN_SECONDS || !preauth.equals(signature(domain + "|" + timestamp))) {
            return failure("Access denied");
        }
        String token = "t/k+" + (tokens.size() + 1) + "." + timestamp;
        tokens.put(token, now() + TOKEN_SECONDS);
        return success("<token>" + token + "</token>");
    }

    private String create(
            Map<String, Map<String, String>> kept, String name, Map<String, List<String>> fields, String kind) {
        if (kept.containsKey(name)) {
            return failure("email address already exists: " + name);
        }
        Map<String, String> object = new TreeMap<>();
        kept.put(name, object);
        if (kind.equals("distribution list")) {
            members.put(name, new TreeSet<>());
        }
        return modify(kept, name, fields, kind);
    }

    private String get(Map<String, Map<String, String>> kept, String name, String missing, String element) {
        if (!kept.containsKey(name)) {
            return failure(missing + ": " + name);
        }
        StringBuilder xml = new StringBuilder("<name>" + name + "</name>");
        kept.get(name).forEach((field, value) -> xml.append("<" + field + ">" + escaped(value) + "</" + field + ">"));
        if (members.containsKey(name) && !members.get(name).isEmpty()) {
            xml.append("<members type=\"array\">");
            members.get(name).forEach(member -> xml.append("<member>" + member + "</member>"));
            xml.append("</members>");
        }
        return success("<" + element + ">" + xml + "</" + element + ">");
    }

    private static String modify(
            Map<String, Map<String, String>> kept, String name, Map<String, List<String>> fields, String missing) {
        if (!kept.containsKey(name)) {
            return failure(missing + ": " + name);
        }
        fields.forEach((field, values) -> {
            if (values.get(0).isEmpty()) {
                kept.get(name).remove(field);
            } else if (!field.equals("name")) {
                kept.get(name).put(field, values.get(0));
            }
        });
        return success("");
    }

    private String rename(String name, String to) {
        if (!accounts.containsKey(name)) {
            return failure("no such account: " + name);
        }
        accounts.put(to, accounts.remove(name));
        return success("");
    }

    private String delete(Map<String, Map<String, String>> kept, String name, String missing) {
        members.remove(name);
        return kept.remove(name) == null ? failure(missing + ": " + name) : success("");
    }

    private String members(String group, List<String> names, boolean add) {
        if (!members.containsKey(group)) {
            return failure("no such distribution list: " + group);
        }
        boolean known = members.get(group).containsAll(names);
        if (!add && !known) {
            return failure("non-existent members: " + names);
        }
        names.forEach(name -> {
            if (add) {
                members.get(group).add(name);
            } else {
                members.get(group).remove(name);
            }
        });
        return success("");
    }

    private static String success(String more) {
        return "<status type=\"integer\">0</status><message>Opération réalisée avec succès !</message>" + more;
    }

    private static String failure(String message) {
        return "<status type=\"integer\">2</status><message>" + message + "</message>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String one(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of("")).get(0);
    }

    private static Map<String, List<String>> fields(String body) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : body.split("&")) {
            String[] parts = field.split("=", 2);
            fields.computeIfAbsent(decoded(parts[0]), name -> new ArrayList<>()).add(decoded(parts[1]));
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private String signature(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
