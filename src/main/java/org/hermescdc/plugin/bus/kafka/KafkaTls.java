package org.hermescdc.plugin.bus.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.config.types.Password;
import org.hermescdc.spi.BusException;
import org.hermescdc.spi.Settings;

/**
 * Encryption with PEM files. They are read at each new connection of ours, so that renewed ones are taken without a
 * restart, and passed on in memory: the key is never written anywhere.
 */
record KafkaTls(Path certificate, Path key, Path authorities) {

    private static final String PEM = "PEM";

    static KafkaTls of(Settings ssl) {
        return new KafkaTls(Path.of(ssl.text("certfile")), Path.of(ssl.text("keyfile")), Path.of(ssl.text("cafile")));
    }

    /** @throws BusException if a file cannot be used */
    Map<String, Object> options() {
        return Map.of(
                CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
                "SSL",
                SslConfigs.SSL_KEYSTORE_TYPE_CONFIG,
                PEM,
                SslConfigs.SSL_KEYSTORE_CERTIFICATE_CHAIN_CONFIG,
                new Password(read("certfile", certificate)),
                SslConfigs.SSL_KEYSTORE_KEY_CONFIG,
                new Password(privateKey()),
                SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG,
                PEM,
                SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG,
                new Password(read("cafile", authorities)));
    }

    private String privateKey() {
        try {
            return PrivateKeyPem.pkcs8(read("keyfile", key));
        } catch (IllegalArgumentException e) {
            throw unusable("keyfile", key, e.getMessage(), e);
        }
    }

    private static String read(String setting, Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw unusable(setting, file, "it is not there", e);
        } catch (IOException e) {
            throw unusable(setting, file, "it cannot be read: " + e.getMessage(), e);
        }
    }

    private static BusException unusable(String setting, Path file, String reason, Exception cause) {
        return new BusException("bus kafka: ssl." + setting + " (" + file + ") cannot be used: " + reason, cause);
    }
}
