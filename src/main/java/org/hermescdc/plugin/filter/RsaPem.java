package org.hermescdc.plugin.filter;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers of an RSA key in PEM form: PKCS#1 ({@code RSA PUBLIC KEY}, {@code RSA PRIVATE KEY}), SPKI ({@code PUBLIC
 * KEY}) or PKCS#8 ({@code PRIVATE KEY}), of any length: Java's own reader knows no PKCS#1 and refuses short keys.
 */
final class RsaPem {

    private static final Pattern PEM = Pattern.compile(
            "\\s*-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----\\s*", Pattern.DOTALL);

    private static final int INTEGER = 0x02;
    private static final int BIT_STRING = 0x03;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;

    /** The numbers, in the order of PKCS#1: modulus and exponents, for a private key also primes and coefficients. */
    record Numbers(boolean isPrivate, List<BigInteger> values) {}

    private RsaPem() {}

    /** @throws IllegalArgumentException if {@code pem} is none of these forms; the message shows nothing of it */
    static Numbers read(String pem) {
        Matcher matcher = PEM.matcher(pem);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("found no key in PEM form (-----BEGIN … KEY-----)");
        }
        byte[] content;
        try {
            content = Base64.getMimeDecoder().decode(matcher.group(2));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the PEM text is no valid base64", e);
        }
        Der der = new Der(content);
        return switch (matcher.group(1)) {
            case "RSA PUBLIC KEY" -> publicKey(der);
            case "PUBLIC KEY" -> publicKey(wrapped(der.enter(SEQUENCE), BIT_STRING));
            case "RSA PRIVATE KEY" -> privateKey(der);
            case "PRIVATE KEY" -> privateKey(wrapped(afterVersion(der.enter(SEQUENCE)), OCTET_STRING));
            default ->
                throw new IllegalArgumentException("found a PEM block '" + matcher.group(1)
                        + "'; allowed: RSA PUBLIC KEY, PUBLIC KEY, RSA PRIVATE KEY, PRIVATE KEY");
        };
    }

    private static Der afterVersion(Der der) {
        der.enter(INTEGER);
        return der;
    }

    private static Der wrapped(Der der, int tag) {
        der.enter(SEQUENCE);
        Der content = der.enter(tag);
        if (tag == BIT_STRING) {
            content.skipUnusedBits();
        }
        return content;
    }

    private static Numbers publicKey(Der der) {
        return new Numbers(false, der.enter(SEQUENCE).integers(2));
    }

    private static Numbers privateKey(Der der) {
        return new Numbers(true, afterVersion(der.enter(SEQUENCE)).integers(8));
    }

    /** Reads elements of ASN.1 in DER, one behind the other. */
    private static final class Der {

        private final byte[] content;
        private final int end;
        private int position;

        Der(byte[] content) {
            this(content, 0, content.length);
        }

        private Der(byte[] content, int position, int end) {
            this.content = content;
            this.position = position;
            this.end = end;
        }

        /** Returns a reader of the content of the next element, and moves behind it. */
        Der enter(int tag) {
            if (octet() != tag) {
                throw malformed();
            }
            int length = length();
            if (length < 0 || length > end - position) {
                throw malformed();
            }
            Der element = new Der(content, position, position + length);
            position += length;
            return element;
        }

        void skipUnusedBits() {
            if (octet() != 0) {
                throw malformed();
            }
        }

        List<BigInteger> integers(int count) {
            List<BigInteger> integers = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Der element = enter(INTEGER);
                if (element.position == element.end) {
                    throw malformed();
                }
                integers.add(new BigInteger(content, element.position, element.end - element.position));
            }
            return List.copyOf(integers);
        }

        private int length() {
            int first = octet();
            if (first < 0x80) {
                return first;
            }
            int length = 0;
            for (int i = first & 0x7F; i > 0; i--) {
                length = length << 8 | octet();
            }
            return length;
        }

        private int octet() {
            if (position >= end) {
                throw malformed();
            }
            return content[position++] & 0xFF;
        }

        private static IllegalArgumentException malformed() {
            return new IllegalArgumentException("the PEM text holds no RSA key");
        }
    }
}
