package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerTest {

    private static final String HOLD = "{\"operator\":\"somebody else\",\"reason\":\"storm\"}";

    private HttpServer provider;
    private RsaJsonWebKey key;
    private String address;

    @BeforeEach
    void start() throws IOException, JoseException {
        key = RsaJwkGenerator.generateJwk(2048);
        key.setKeyId("k1");
        provider = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        address = "http://127.0.0.1:" + provider.getAddress().getPort();
        provider.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, "{\"issuer\":\"" + address + "\",\"jwks_uri\":\"" + address + "/keys\"}"));
        provider.createContext(
                "/keys",
                exchange -> answer(exchange, new JsonWebKeySet(key).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void whoeverSignedInThereMayDoWhatTheRoleSaysUnderTheOwnName() throws JoseException {
        try (ServerRig rig = new ServerRig(People.withToken("").andOf(issuer()))) {
            assertThat(rig.get("/api/fleet/summary").statusCode()).isEqualTo(401);
            assertThat(rig.get("/api/fleet/summary", bearer(claims("viewer"))).statusCode())
                    .isEqualTo(200);
            assertThat(rig.post("/api/hold", HOLD, bearer(claims("viewer"))).statusCode())
                    .isEqualTo(403);
            assertThat(rig.post("/api/hold", HOLD, bearer(claims("viewer", "penumbra-operator")))
                            .statusCode())
                    .isEqualTo(202);
            assertThat(rig.written)
                    .singleElement()
                    .satisfies(action -> assertThat(action.operator()).isEqualTo("ann"));
        }
    }

    @Test
    void aTokenThatIsNotOursNotTrueOrOverIsNone() throws JoseException {
        JwtClaims old = claims("admin");
        old.setExpirationTime(NumericDate.fromMilliseconds(System.currentTimeMillis() - 120_000));
        JwtClaims elsewhere = claims("admin");
        elsewhere.setAudience("another-application");
        JwtClaims foreign = claims("admin");
        foreign.setIssuer("https://somebody.example");
        JwtClaims endless = claims("admin");
        endless.unsetClaim("exp");
        RsaJsonWebKey stranger = RsaJwkGenerator.generateJwk(2048);
        stranger.setKeyId("k1");
        Issuer issuer = issuer();
        assertThat(issuer.holder(signed(claims("admin"), key)))
                .get()
                .extracting(People.Person::role)
                .isEqualTo(Role.ADMIN);
        for (String token : List.of(
                signed(old, key),
                signed(elsewhere, key),
                signed(foreign, key),
                signed(endless, key),
                signed(claims("admin"), stranger),
                signed(claims("captain"), key),
                unsigned(claims("admin")),
                signedWithThePublicKeyAsASecret(claims("admin")),
                "a.b.c",
                "")) {
            assertThat(issuer.holder(token)).as(token).isEmpty();
        }
    }

    @Test
    void saysWhenNoProviderAnswers() {
        provider.stop(0);
        assertThatThrownBy(this::issuer)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("No OpenID Connect provider answers at " + address);
    }

    private Issuer issuer() {
        return Issuer.at(URI.create(address), "penumbra");
    }

    private JwtClaims claims(String... roles) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(address);
        claims.setAudience("penumbra");
        claims.setSubject("user-1");
        claims.setClaim("preferred_username", "ann");
        claims.setStringListClaim("roles", roles);
        claims.setExpirationTimeMinutesInTheFuture(10);
        return claims;
    }

    private String[] bearer(JwtClaims claims) throws JoseException {
        return new String[] {"Authorization", "Bearer " + signed(claims, key)};
    }

    private static String signed(JwtClaims claims, RsaJsonWebKey by) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(by.getPrivateKey());
        signature.setKeyIdHeaderValue("k1");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        return signature.getCompactSerialization();
    }

    private static String unsigned(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        return signature.getCompactSerialization();
    }

    private String signedWithThePublicKeyAsASecret(JwtClaims claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        signature.setKeyIdHeaderValue("k1");
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
        return signature.getCompactSerialization();
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
