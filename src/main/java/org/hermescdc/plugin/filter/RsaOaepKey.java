package org.hermescdc.plugin.filter;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import org.hermescdc.core.template.TemplateException;

/**
 * An RSA key and the hash to use with it, for OAEP and its mask function alike. Keys too short for OAEP can be held, so
 * that a configuration with one loads, and are refused on use.
 */
final class RsaOaepKey {

    /** Name in configurations → name in Java. */
    static final Map<String, String> HASHES = Map.of(
            "SHA224", "SHA-224",
            "SHA256", "SHA-256",
            "SHA384", "SHA-384",
            "SHA512", "SHA-512",
            "SHA3_224", "SHA3-224",
            "SHA3_256", "SHA3-256",
            "SHA3_384", "SHA3-384",
            "SHA3_512", "SHA3-512");

    /** Java's RSA takes no shorter keys, and OAEP can do nothing with them. */
    private static final int SHORTEST = 512;

    private final boolean isPrivate;
    private final int bits;
    private final Optional<Key> key;
    private final OAEPParameterSpec oaep;

    private RsaOaepKey(boolean isPrivate, int bits, Optional<Key> key, OAEPParameterSpec oaep) {
        this.isPrivate = isPrivate;
        this.bits = bits;
        this.key = key;
        this.oaep = oaep;
    }

    /** @throws IllegalArgumentException if {@code pem} holds no RSA key; the message shows nothing of it */
    static RsaOaepKey of(String hash, String pem) {
        RsaPem.Numbers numbers = RsaPem.read(pem);
        int bits = numbers.values().get(0).bitLength();
        String digest = HASHES.get(hash);
        OAEPParameterSpec oaep =
                new OAEPParameterSpec(digest, "MGF1", new MGF1ParameterSpec(digest), PSource.PSpecified.DEFAULT);
        return new RsaOaepKey(
                numbers.isPrivate(), bits, bits < SHORTEST ? Optional.empty() : Optional.of(key(numbers)), oaep);
    }

    private static Key key(RsaPem.Numbers numbers) {
        try {
            KeyFactory rsa = KeyFactory.getInstance("RSA");
            List<BigInteger> values = numbers.values();
            if (!numbers.isPrivate()) {
                return rsa.generatePublic(new RSAPublicKeySpec(values.get(0), values.get(1)));
            }
            Iterator<BigInteger> next = values.iterator();
            return rsa.generatePrivate(new RSAPrivateCrtKeySpec(
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next(),
                    next.next()));
        } catch (InvalidKeySpecException e) {
            throw new IllegalArgumentException("the numbers of the key make no RSA key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no RSA", e);
        }
    }

    /** A public key encrypts, a private one decrypts. */
    boolean isPrivate() {
        return isPrivate;
    }

    /** @throws TemplateException of category {@code value} if the text is too long for the key */
    byte[] encrypt(byte[] text) {
        return run(Cipher.ENCRYPT_MODE, text, "the text is too long for a key of " + bits + " bits and this hash");
    }

    /** @throws TemplateException of category {@code value} if it was not encrypted with this key and hash */
    byte[] decrypt(byte[] encrypted) {
        return run(Cipher.DECRYPT_MODE, encrypted, "the value was not encrypted for this key and hash");
    }

    private byte[] run(int mode, byte[] input, String failure) {
        Key usable = key.orElseThrow(() -> new TemplateException(
                "value", "crypto_RSA_OAEP: a key of " + bits + " bits is too short to be used with OAEP"));
        try {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
            cipher.init(mode, usable, oaep);
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new TemplateException("value", "crypto_RSA_OAEP: " + failure, e);
        }
    }
}
