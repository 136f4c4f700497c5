package space.penumbra.control.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeopleTest {

    private static final String WHY = "{\"operator\": \"somebody else\", \"reason\": \"test\"}";

    @TempDir
    private Path folder;

    private ServerRig rig;

    @AfterEach
    void stop() {
        if (rig != null) {
            rig.close();
        }
    }

    private static String token(String name) {
        return name + "-has-a-long-token";
    }

    private void start() throws IOException {
        StringBuilder people = new StringBuilder("{\"people\": [");
        for (Role role : Role.values()) {
            people.append(role.ordinal() == 0 ? "" : ",")
                    .append("{\"name\": \"the-" + role.word() + "\", \"role\": \"" + role.word()
                            + "\", \"token\": \"env:" + role.word() + "\"}");
        }
        Path file = Files.writeString(folder.resolve("people.json"), people + "]}");
        rig = new ServerRig(People.read(file, PeopleTest::token));
    }

    private static String[] bearer(String role) {
        return new String[] {"Authorization", "Bearer " + token(role)};
    }

    /** 409 is the answer of a fleet that is not on hold: the door was passed. */
    @ParameterizedTest
    @CsvSource({
        "/api/hold, viewer, 403",
        "/api/hold, operator, 202",
        "/api/release, operator, 403",
        "/api/release, approver, 409",
        "/api/release, admin, 409",
        "/api/hold, stranger, 401"
    })
    void everyoneMayDoWhatTheirRolePermits(String path, String role, int status) throws IOException {
        start();
        assertThat(rig.post(path, WHY, bearer(role)).statusCode()).isEqualTo(status);
    }

    @Test
    void rulesAreForAdministratorsAlone() throws IOException {
        start();
        assertThat(rig.send("PUT", "/api/rules/x", "{}", bearer("approver")).statusCode())
                .isEqualTo(403);
        assertThat(rig.send("PUT", "/api/rules/x", "{}", bearer("admin")).statusCode())
                .isEqualTo(400);
    }

    @Test
    void whoMayDoWhatInTheRuleLab() throws IOException {
        start();
        String rule = "/api/rules/silence";
        assertThat(rig.post(rule + "/versions", "{}", bearer("viewer")).statusCode())
                .isEqualTo(403);
        for (String step : List.of("/versions", "/versions/7/shadow", "/versions/7/stop", "/versions/7/discard")) {
            assertThat(rig.post(rule + step, WHY, bearer("operator")).statusCode())
                    .as(step)
                    .isIn(400, 404);
        }
        assertThat(rig.post(rule + "/back", WHY, bearer("operator")).statusCode())
                .isEqualTo(403);
        assertThat(rig.post(rule + "/back", WHY, bearer("approver")).statusCode())
                .isEqualTo(409);
        assertThat(rig.post(rule + "/versions/7/restore", WHY, bearer("approver"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(rig.post(rule + "/versions/7/promote", WHY, bearer("approver"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(rig.post(rule + "/versions/7/promote", WHY, bearer("admin")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void approvingNeedsAnApprover() throws IOException {
        start();
        HttpResponse<String> refused = rig.post("/api/commands/c-1/approve", WHY, bearer("operator"));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("This needs the role approver; the-operator is operator");
        assertThat(rig.post("/api/commands/c-1/approve", WHY, bearer("approver"))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nobodySignsWithAnothersName() throws IOException {
        start();
        rig.post("/api/hold", WHY, bearer("operator"));
        assertThat(rig.written)
                .singleElement()
                .satisfies(action -> assertThat(action.operator()).isEqualTo("the-operator"));
    }

    @Test
    void strangersMayNotEvenLookButProbesMay() throws IOException {
        start();
        assertThat(rig.get("/api/nodes").statusCode()).isEqualTo(401);
        assertThat(rig.get("/api/nodes", bearer("viewer")).statusCode()).isEqualTo(200);
        assertThat(rig.get("/api/health").statusCode()).isEqualTo(200);
        assertThat(rig.get("/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void aBrowserThatSignedInNeedsNoHeader() throws IOException {
        start();
        assertThat(rig.get("/api/session").body())
                .contains("\"signInRequired\":true")
                .doesNotContain("\"name\"");
        HttpResponse<String> signedIn = rig.post("/api/session", "{}", bearer("viewer"));
        assertThat(signedIn.body()).contains("\"name\":\"the-viewer\"", "\"role\":\"viewer\"");
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/api");
        String pair = cookie.substring(0, cookie.indexOf(';'));
        assertThat(rig.get("/api/nodes", "Cookie", pair).statusCode()).isEqualTo(200);
        assertThat(rig.post("/api/session", "{}", "Authorization", "Bearer wrong-token-of-a-stranger")
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void reportsAllMistakesAtOnceAndNoToken() throws IOException {
        Path file = Files.writeString(
                folder.resolve("people.json"),
                "{\"people\": [{\"name\": \"a b\", \"role\": \"king\", \"token\": \"s3cret-in-the-file-itself\"},"
                        + " {\"name\": \"c\", \"role\": \"viewer\", \"token\": \"env:SHORT\"}]}");
        assertThatThrownBy(() -> People.read(file, name -> "short"))
                .hasMessageContainingAll(
                        "'a b' is no name",
                        "'king' is no role: use one of [viewer, operator, approver, admin]",
                        "a b: the token must be env:NAME or file:/path",
                        "c: the token must be")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> People.read(folder.resolve("none"), name -> null))
                .hasMessageContaining("Cannot read the people");
    }
}
