import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * Fetches one file and checks its SHA-512: {@code java Fetch.java URL FILE SHA512}. In Java because a JDK is all that is
 * known to be there. Heeds {@code https_proxy}, as other tools do.
 */
public class Fetch {

    public static void main(String[] args) throws Exception {
        URI uri = URI.create(args[0]);
        Path file = Path.of(args[1]);
        HttpClient client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NORMAL)
                .proxy(proxy())
                .build();
        HttpResponse<Path> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            fail(uri + ": HTTP status " + answer.statusCode());
        }
        String found = HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(file)));
        if (!found.equals(args[2])) {
            fail(uri + ": wrong checksum " + found + ", expected " + args[2]);
        }
    }

    private static ProxySelector proxy() {
        String proxy = System.getenv().getOrDefault("https_proxy", System.getenv("HTTPS_PROXY"));
        if (proxy == null || proxy.isBlank()) {
            return ProxySelector.getDefault();
        }
        URI uri = URI.create(proxy);
        return ProxySelector.of(new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? 3128 : uri.getPort()));
    }

    private static void fail(String message) throws IOException {
        System.err.println("mvnw: " + message);
        System.exit(1);
    }
}
