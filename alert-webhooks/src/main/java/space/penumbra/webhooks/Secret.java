package space.penumbra.webhooks;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/**
 * The key that an endpoint's messages are signed with, known by reference alone: {@code env:NAME} or
 * {@code file:/path}. The value is in no {@code toString}, log or message. Immutable.
 */
public final class Secret {

    private final String reference;
    private final String value;

    private Secret(String reference, String value) {
        this.reference = reference;
        this.value = value;
    }

    /**
     * Fetches the signing key that a reference names.
     *
     * @param reference {@code env:NAME} or {@code file:/path}
     * @param environment looks up an environment variable, null if it is not set
     * @throws IllegalArgumentException if it is no reference, or what it names is missing or no Base64 key
     */
    public static Secret of(String reference, UnaryOperator<String> environment) {
        return checked(text(reference, environment));
    }

    /** Whether this is a reference to a secret rather than a plain value. */
    static boolean isReference(String text) {
        return text.startsWith("env:") || text.startsWith("file:");
    }

    /**
     * Fetches what a reference names: a token, a routing key, an address.
     *
     * @param reference {@code env:NAME} or {@code file:/path}
     * @param environment looks up an environment variable, null if it is not set
     * @throws IllegalArgumentException if it is no reference, or what it names is missing
     */
    static Secret text(String reference, UnaryOperator<String> environment) {
        String value;
        if (reference != null && reference.startsWith("env:")) {
            value = environment.apply(reference.substring("env:".length()));
            if (value == null || value.isBlank()) {
                throw new IllegalArgumentException("the environment variable of " + reference
                        + " is not set: set it, for a signing key to one such as whsec_<Base64>");
            }
        } else if (reference != null && reference.startsWith("file:")) {
            value = contentOf(Path.of(reference.substring("file:".length())));
        } else {
            // What was written may be the secret itself, so it is not repeated.
            throw new IllegalArgumentException(
                    "a secret is given by reference, env:NAME or file:/path, and never written into the file itself");
        }
        return new Secret(reference, value.strip());
    }

    private static String contentOf(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("the secret file " + file + " cannot be read: check path and rights", e);
        }
    }

    private static Secret checked(Secret secret) {
        try {
            secret.signer();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "what " + secret.reference + " holds is no key: it must be Base64, with or without whsec_");
        }
        return secret;
    }

    /** Signs and verifies with this secret. */
    Webhook signer() {
        try {
            return new Webhook(value);
        } catch (com.standardwebhooks.exceptions.EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("the secret of " + reference + " is empty", e);
        }
    }

    /** The value itself, for the request alone. */
    String reveal() {
        return value;
    }

    @Override
    public String toString() {
        return reference;
    }
}
