package space.penumbra.control.rest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * The certificate and key with which the server speaks TLS 1.2 and 1.3, from the two PEM files that certificate authorities and Kubernetes
 * secrets give. The key must be PKCS #8 and not encrypted; it is never shown. Immutable.
 */
public final class Tls {

    private static final String ALIAS = "fleet-control";
    private static final char[] IN_MEMORY_ALONE = "in-memory-alone".toCharArray();
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "Ed25519");

    private final KeyStore keys;

    private Tls(KeyStore keys) {
        this.keys = keys;
    }

    /**
     * Reads both.
     *
     * @param certificate PEM with the server's certificate first and those that vouch for it after it
     * @param key PEM with its private key
     * @throws IllegalArgumentException one sentence naming the file that cannot be used, and no key
     */
    public static Tls read(Path certificate, Path key) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, privateKey(key), IN_MEMORY_ALONE, certificates(certificate));
            return new Tls(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "The certificate in " + certificate + " and the key in " + key + " do not go together", e);
        }
    }

    private static Certificate[] certificates(Path file) {
        try {
            Certificate[] all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)))
                    .toArray(Certificate[]::new);
            if (all.length > 0) {
                return all;
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("Cannot read a certificate from " + file + ": give a PEM file", e);
        }
        throw new IllegalArgumentException("There is no certificate in " + file + ": give a PEM file");
    }

    private static PrivateKey privateKey(Path file) throws GeneralSecurityException {
        Matcher found;
        try {
            found = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new IllegalArgumentException("Cannot read the key in " + file + ": check path and rights", e);
        }
        if (!found.find()) {
            throw new IllegalArgumentException("There is no PKCS #8 key in " + file
                    + ": it must begin with BEGIN PRIVATE KEY (openssl pkcs8 -topk8 -nocrypt makes one)");
        }
        byte[] der = Base64.getMimeDecoder().decode(found.group(1));
        for (String algorithm : ALGORITHMS) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException another) {
                // Of another algorithm: the next one is tried.
                continue;
            }
        }
        throw new IllegalArgumentException("The key in " + file + " is none of " + ALGORITHMS);
    }

    SslContextFactory.Server context() {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setKeyStore(keys);
        context.setKeyStorePassword(new String(IN_MEMORY_ALONE));
        context.setIncludeProtocols("TLSv1.2", "TLSv1.3");
        return context;
    }

    @Override
    public String toString() {
        return "TLS";
    }
}
