package org.hermescdc.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.hermescdc.plugin.tls.PemTls;
import org.hermescdc.spi.Settings;

/**
 * A certificate for {@code localhost} and {@code 127.0.0.1}, its own authority, and the key, as PEM files.
 *
 * @param certificate PEM file
 * @param key PEM file, PKCS#8
 */
public record Certificates(Path certificate, Path key) {

    /** Makes both in {@code folder}, for other addresses of this machine too. */
    public static Certificates in(Path folder, String... addresses) {
        return made(folder, List.of(addresses), List.of());
    }

    /** Makes in {@code folder} a certificate that this one, as authority, vouches for. */
    public Certificates issue(Path folder) {
        return made(folder, List.of(), List.of("-CA", certificate.toString(), "-CAkey", key.toString()));
    }

    /** TLS for a server that has this certificate, and trusts those that it vouches for. */
    public SSLContext serverSide() {
        return PemTls.context(new Settings(Map.of(
                "cafile", certificate.toString(), "certfile", certificate.toString(), "keyfile", key.toString())));
    }

    private static Certificates made(Path folder, List<String> addresses, List<String> authority) {
        Path programs = TestServer.require("openssl", "openssl", List.of(Path.of("/usr/bin")));
        Certificates made = new Certificates(folder.resolve("cert.pem"), folder.resolve("key.pem"));
        String name = authority.isEmpty() ? "/CN=localhost" : "/CN=localhost/O=issued";
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("openssl").toString(), "req", "-x509", "-newkey", "rsa:2048", "-nodes"));
        command.addAll(List.of("-keyout", made.key.toString(), "-out", made.certificate.toString(), "-days", "30"));
        StringBuilder names = new StringBuilder("subjectAltName=DNS:localhost,IP:127.0.0.1");
        addresses.forEach(address -> names.append(",IP:").append(address));
        command.addAll(List.of("-subj", name, "-addext", names.toString()));
        command.addAll(authority);
        Child.run(folder.resolve("openssl.log"), Duration.ofSeconds(30), command);
        return made;
    }
}
