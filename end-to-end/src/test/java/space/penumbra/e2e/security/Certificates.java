package space.penumbra.e2e.security;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A certificate of 127.0.0.1 and who trusts it, made with the JDK's own tool for one test. */
final class Certificates {

    static final String PASSWORD = "for-this-test-alone";

    private Certificates() {}

    /** The broker's key and certificate. */
    static Path keys(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("broker.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=broker",
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
        return store;
    }

    /** What clients trust. */
    static Path trust(Path folder, Path keys) throws IOException, InterruptedException {
        Path certificate = folder.resolve("broker.crt");
        Path store = folder.resolve("ca.p12");
        keytool(
                "-exportcert",
                "-alias",
                "broker",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate.toString());
        keytool(
                "-importcert",
                "-noprompt",
                "-alias",
                "broker",
                "-file",
                certificate.toString(),
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        return store;
    }

    private static void keytool(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("keytool failed: " + said);
        }
    }
}
