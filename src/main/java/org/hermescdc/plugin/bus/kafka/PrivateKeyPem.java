package org.hermescdc.plugin.bus.kafka;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM form. Kafka reads PKCS#8 alone; files of Hermes 1.0.9 may hold RSA keys in PKCS#1 too. */
final class PrivateKeyPem {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]*?) ?PRIVATE KEY-----([^-]*)-----END \\1 ?PRIVATE KEY-----");

    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    /** Version 0, and the algorithm rsaEncryption: what PKCS#8 puts before the key of PKCS#1. */
    private static final byte[] RSA_HEAD = {
        0x02,
        0x01,
        0x00,
        SEQUENCE,
        0x0D,
        0x06,
        0x09,
        0x2A,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xF7,
        0x0D,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private PrivateKeyPem() {}

    /**
     * Returns the first private key of {@code pem} as a PEM block of PKCS#8.
     *
     * @throws IllegalArgumentException if there is none, or none that can be used; the message shows nothing of it
     */
    static String pkcs8(String pem) {
        Matcher block = BLOCK.matcher(pem);
        if (!block.find()) {
            throw new IllegalArgumentException("it holds no private key in PEM form (-----BEGIN PRIVATE KEY-----)");
        }
        return switch (block.group(1)) {
            case "" -> block.group();
            case "RSA" -> wrapped(block.group(2));
            default ->
                throw new IllegalArgumentException("found a PEM block '" + block.group(1)
                        + " PRIVATE KEY'; allowed: PRIVATE KEY, RSA PRIVATE KEY, both without a passphrase. To convert:"
                        + " openssl pkcs8 -topk8 -nodes -in OLD -out NEW");
        };
    }

    private static String wrapped(String base64) {
        if (base64.contains(":")) {
            throw new IllegalArgumentException("the key is encrypted, and there is no setting for its passphrase");
        }
        byte[] key = der(OCTET_STRING, Base64.getMimeDecoder().decode(base64));
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(RSA_HEAD);
        content.writeBytes(key);
        Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
        return "-----BEGIN PRIVATE KEY-----\n" + lines.encodeToString(der(SEQUENCE, content.toByteArray()))
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** A value of {@code DER}: its tag, its length in three bytes at most, its content. */
    private static byte[] der(int tag, byte[] content) {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        value.write(tag);
        if (content.length < 0x80) {
            value.write(content.length);
        } else if (content.length < 0x100) {
            value.write(0x81);
            value.write(content.length);
        } else {
            value.write(0x82);
            value.write(content.length >> 8);
            value.write(content.length);
        }
        value.writeBytes(content);
        return value.toByteArray();
    }
}
