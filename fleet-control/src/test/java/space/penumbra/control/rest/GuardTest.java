package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class GuardTest {

    private static final String HOLD = "{\"operator\":\"mia\",\"reason\":\"storm\"}";

    @Test
    void aTokenIsNeededToActButNotToLook() {
        try (ServerRig rig = new ServerRig("s3cret")) {
            assertThat(rig.get("/api/fleet/summary").statusCode()).isEqualTo(200);
            assertThat(rig.post("/api/hold", HOLD).statusCode()).isEqualTo(401);
            assertThat(rig.post("/api/hold", HOLD, "Authorization", "Bearer wrong")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(rig.post("/api/hold", HOLD, "Authorization", "Bearer s3cret")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(rig.json("/api/session").path("tokenRequired").asBoolean())
                    .isTrue();
        }
    }

    @Test
    void aPageOfAnotherSiteCannotAct() {
        try (ServerRig rig = new ServerRig("")) {
            assertThat(rig.post("/api/hold", HOLD, "Origin", "http://evil.example")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(rig.post("/api/hold", HOLD, "Origin", "null").statusCode())
                    .isEqualTo(403);
            assertThat(rig.written).isEmpty();
            String own = "http://127.0.0.1:" + rig.port();
            assertThat(rig.post("/api/hold", HOLD, "Origin", own).statusCode()).isEqualTo(202);
        }
    }

    @Test
    void aFormCannotAct() throws Exception {
        try (ServerRig rig = new ServerRig("")) {
            var request = java.net.http.HttpRequest.newBuilder(rig.uri("/api/hold"))
                    .header("Content-Type", "text/plain")
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString(HOLD))
                    .build();
            assertThat(rig.http
                            .send(request, HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void aForeignHostNameIsRefusedEvenForReading() throws IOException {
        try (ServerRig rig = new ServerRig("");
                Socket socket = new Socket("127.0.0.1", rig.port())) {
            socket.getOutputStream()
                    .write("GET /api/fleet/summary HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains("403");
        }
    }

    @Test
    void aHugeBodyIsRefused() {
        try (ServerRig rig = new ServerRig("")) {
            String huge = "{\"operator\":\"" + "x".repeat(100_000) + "\"}";
            HttpResponse<String> answer = rig.post("/api/hold", huge);
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(ServerRig.error(answer)).isNotBlank();
        }
    }

    @Test
    void everyAnswerForbidsSniffingFramingAndForeignScripts() {
        try (ServerRig rig = new ServerRig("")) {
            var headers = rig.get("/api/fleet/summary").headers();
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
            assertThat(headers.firstValue("Content-Security-Policy").orElse("")).contains("default-src 'self'");
        }
    }
}
