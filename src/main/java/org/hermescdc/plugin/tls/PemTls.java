package org.hermescdc.plugin.tls;

import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.PEMFileKeyManager;
import com.unboundid.util.ssl.PEMFileTrustManager;
import java.io.File;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.hermescdc.core.HermesException;
import org.hermescdc.spi.Setting;
import org.hermescdc.spi.Settings;
import org.hermescdc.spi.SettingsSchema;
import org.hermescdc.spi.SettingsSchema.Problem;

/** The section {@code ssl} of plugins that speak HTTP: whom to trust, and who to be, in PEM files. */
public final class PemTls {

    private static final String[] KEY_TYPES = {"RSA", "EC", "DSA"};

    private PemTls() {}

    /** The setting {@code ssl}. */
    public static Setting setting() {
        return Setting.section(
                        "ssl",
                        SettingsSchema.of(
                                Setting.text("cafile")
                                        .describedAs("PEM file of the certificate authorities to trust;"
                                                + " without it those of the Java installation."),
                                Setting.text("certfile").describedAs("PEM file of the client's certificate."),
                                Setting.text("keyfile").describedAs("PEM file of the key of that certificate.")))
                .describedAs("TLS, for https://.");
    }

    /** A rule for schemas with this setting. */
    public static List<Problem> certificateAndKeyTogether(Settings settings) {
        Settings ssl = settings.section("ssl");
        return ssl.has("certfile") == ssl.has("keyfile")
                ? List.of()
                : List.of(new Problem("ssl", "only one of certfile and keyfile is there; they go together"));
    }

    /**
     * Reads the files.
     *
     * @param ssl the section, which may be empty
     * @throws HermesException if a file is not there, or not what it should be
     */
    public static SSLContext context(Settings ssl) {
        try {
            TrustManager trust = ssl.has("cafile")
                    ? new PEMFileTrustManager(new File(ssl.text("cafile")))
                    : JVMDefaultTrustManager.getInstance();
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(ssl.has("certfile") ? keys(ssl) : null, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new HermesException("the files of the setting ssl cannot be used: " + e.getMessage(), e);
        }
    }

    /** Through a key store: Java's own HTTP client does not ask other key managers. */
    private static KeyManager[] keys(Settings ssl) throws GeneralSecurityException, IOException {
        PEMFileKeyManager pem = new PEMFileKeyManager(new File(ssl.text("certfile")), new File(ssl.text("keyfile")));
        String alias = pem.chooseClientAlias(KEY_TYPES, null, null);
        if (alias == null) {
            throw new KeyStoreException("a key is none of " + String.join(", ", KEY_TYPES));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(alias, pem.getPrivateKey(alias), new char[0], pem.getCertificateChain(alias));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }
}
