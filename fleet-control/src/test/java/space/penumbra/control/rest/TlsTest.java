package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsTest {

    private static final String PASSWORD = "of-this-test-alone";
    private static final String TOKEN = "0123456789abcdef-token";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void answersOverTlsAndNotWithout(String algorithm) throws Exception {
        KeyStore keys = keys(algorithm);
        Tls tls = Tls.read(certificate(keys), key(keys));
        try (ServerRig rig = new ServerRig(People.withToken(TOKEN), Optional.of(tls))) {
            HttpClient trusting =
                    HttpClient.newBuilder().sslContext(trust(keys)).build();
            URI session = URI.create("https://127.0.0.1:" + rig.port() + "/api/session");
            HttpResponse<String> signedIn = trusting.send(
                    HttpRequest.newBuilder(session)
                            .header("Content-Type", "application/json")
                            .header("Authorization", "Bearer " + TOKEN)
                            .POST(HttpRequest.BodyPublishers.ofString("{}"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
            assertThat(signedIn.headers().firstValue("Set-Cookie").orElse(""))
                    .as("no browser sends it in the clear")
                    .contains("Secure")
                    .contains("HttpOnly");
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(session).build(), HttpResponse.BodyHandlers.ofString()))
                    .as("nobody vouches for it elsewhere")
                    .isInstanceOf(IOException.class);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(rig.uri("/api/session"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString()))
                    .as("plain HTTP")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void saysWhichFileCannotBeUsedAndNeverWhatIsInIt() throws Exception {
        KeyStore keys = keys("EC");
        Path empty = Files.writeString(folder.resolve("empty.pem"), "");
        Path legacy = Files.writeString(
                folder.resolve("legacy.pem"),
                "-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----");
        assertThatThrownBy(() -> Tls.read(empty, key(keys)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no certificate in " + empty);
        assertThatThrownBy(() -> Tls.read(certificate(keys), legacy))
                .hasMessageContaining("no PKCS #8 key in " + legacy)
                .hasMessageNotContaining("c2VjcmV0");
    }

    private KeyStore keys(String algorithm) throws Exception {
        Path store = folder.resolve(algorithm + ".p12");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=fleet-control",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        return keys;
    }

    private Path certificate(KeyStore keys) throws Exception {
        return pem("CERTIFICATE", keys.getCertificate("server").getEncoded());
    }

    private Path key(KeyStore keys) throws Exception {
        return pem("PRIVATE KEY", keys.getKey("server", PASSWORD.toCharArray()).getEncoded());
    }

    private Path pem(String what, byte[] der) throws IOException {
        String text = "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END "
                + what + "-----\n";
        return Files.writeString(folder.resolve(what.replace(' ', '-') + ".pem"), text);
    }

    private static SSLContext trust(KeyStore keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", keys.getCertificate("server"));
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
