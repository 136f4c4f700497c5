package space.penumbra.control.rest;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has signed in at an OpenID Connect provider: its tokens are checked by the keys that it publishes, for signature, issuer, audience and
 * time. The person's name is {@code preferred_username}, or the subject; the role is the greatest of those named in the claim {@code roles},
 * with or without {@code penumbra-} before it. Thread-safe.
 */
public final class Issuer {

    private static final Logger LOG = LoggerFactory.getLogger(Issuer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SKEW_SECONDS = 30;
    private static final String PREFIX = "penumbra-";
    private static final String ROLES = "roles";

    private final JwtConsumer tokens;

    private Issuer(JwtConsumer tokens) {
        this.tokens = tokens;
    }

    /**
     * Asks the provider where its keys are.
     *
     * @param address of the issuer, as its tokens say it
     * @param audience for whom its tokens must be
     * @throws IllegalArgumentException one sentence, if nobody answers there as a provider does
     */
    public static Issuer at(URI address, String audience) {
        HttpsJwks keys = new HttpsJwks(keysOf(address));
        return new Issuer(new JwtConsumerBuilder()
                .setExpectedIssuer(address.toString())
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(SKEW_SECONDS)
                // Signatures by the provider's key alone: no "none", and no secret that a public key could be taken
                // for.
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
                        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256))
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
                .build());
    }

    private static String keysOf(URI issuer) {
        URI discovery = URI.create(issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
        try {
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(discovery).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            String keys =
                    new ObjectMapper().readTree(answer.body()).path("jwks_uri").asText("");
            if (answer.statusCode() == 200 && !keys.isEmpty()) {
                return keys;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("No OpenID Connect provider answers at " + discovery, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalArgumentException("Interrupted while asking " + discovery, e);
        }
        throw new IllegalArgumentException(discovery + " names no jwks_uri: give the issuer's address");
    }

    /** Who this token speaks of; nobody if it is not this issuer's, not for us, over, or names no role. */
    Optional<People.Person> holder(String token) {
        if (token.chars().filter(c -> c == '.').count() != 2) {
            return Optional.empty();
        }
        try {
            JwtClaims claims = tokens.processToClaims(token);
            String name = claims.getClaimValueAsString("preferred_username");
            String known = name == null ? claims.getSubject() : name;
            return role(claims).map(role -> new People.Person(known, role, new byte[0]));
        } catch (InvalidJwtException e) {
            // Its message quotes the claims, not the signature; the token itself is never logged.
            LOG.debug(
                    "token refused codes={}",
                    e.getErrorDetails().stream()
                            .map(each -> each.getErrorCode())
                            .toList());
            return Optional.empty();
        } catch (MalformedClaimException e) {
            return Optional.empty();
        }
    }

    private static Optional<Role> role(JwtClaims claims) throws MalformedClaimException {
        List<String> words = claims.isClaimValueStringList(ROLES)
                ? claims.getStringListClaimValue(ROLES)
                : List.of(Optional.ofNullable(claims.getClaimValueAsString(ROLES))
                        .orElse("")
                        .split("[ ,]+"));
        return words.stream()
                .map(word -> word.startsWith(PREFIX) ? word.substring(PREFIX.length()) : word)
                .flatMap(word -> Role.named(word).stream())
                .max(Role::compareTo);
    }
}
