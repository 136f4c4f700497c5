package space.penumbra.executors.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static space.penumbra.executors.Commands.at;
import static space.penumbra.executors.Commands.move;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Step;

/** Against a stub of a scheduler on loopback, which forgets, refuses, hangs and lies as told. */
class HttpSchedulerTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Map<String, String> stages = new ConcurrentHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<HttpHeaders> headers = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private volatile int status = 200;
    private volatile String answer;
    private volatile boolean silent;
    private HttpServer server;
    private HttpScheduler scheduler;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newCachedThreadPool());
        server.start();
        scheduler = scheduler(Duration.ofSeconds(20));
    }

    private HttpScheduler scheduler(Duration timeout) {
        URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/site");
        return new HttpScheduler(new HttpSettings(url, SECRET, false, timeout), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void handsACommandOverOnceSignedAndAsksHowFarItIs() throws Exception {
        Command move = move("c1");
        assertThat(scheduler.advance(move, null, at(60)).stage()).isEqualTo(CommandStage.ACCEPTED);
        stages.put("c1", "CHECKPOINTED");
        assertThat(scheduler.advance(move, CommandStage.ACCEPTED, at(100)).stage())
                .isEqualTo(CommandStage.CHECKPOINTED);
        stages.put("c1", "VERIFIED");
        Step done = scheduler.advance(move, CommandStage.RESTORED, at(110));
        assertThat(done.moved()).isTrue();
        assertThat(done.nodeId()).isEqualTo("n2");
        assertThat(requests).containsExactly("POST /site/commands", "GET /site/commands/c1", "GET /site/commands/c1");
        assertThat(bodies.get(0)).contains("\"notAfter\":\"2026-06-21T12:13:20Z\"", "\"action\":\"MIGRATE\"");
        assertThat(headers.get(0).firstValue("idempotency-key")).contains("c1");
        new Webhook(SECRET).verify(bodies.get(0), headers.get(0));
    }

    @Test
    void aSchedulerThatForgotTheCommandIsGivenItAgainUnderTheSameKey() {
        scheduler.advance(move("c1"), null, at(60));
        stages.clear(); // it crashed and lost its memory
        assertThat(scheduler.advance(move("c1"), CommandStage.ACCEPTED, at(100)).stage())
                .isEqualTo(CommandStage.ACCEPTED);
        assertThat(requests).containsExactly("POST /site/commands", "GET /site/commands/c1", "POST /site/commands");
        assertThat(headers).allMatch(sent -> sent.firstValue("idempotency-key").equals(java.util.Optional.of("c1")));
    }

    @Test
    void aRefusalIsFinalAndATroubleIsNot() {
        answer = "{\"detail\":\"partition drained\"}";
        status = 409;
        Step refused = scheduler.advance(move("c1"), null, at(60));
        assertThat(refused.stage()).isEqualTo(CommandStage.REJECTED);
        assertThat(refused.detail()).contains("409", "partition drained");
        for (int passing : new int[] {401, 403, 408, 425, 429, 500, 502, 503, 302}) {
            status = passing;
            assertThat(scheduler.advance(move("c1"), null, at(60)).stage())
                    .as("%d", passing)
                    .isNull();
        }
    }

    @Test
    void followsNoRedirectToAnotherAddress() {
        status = 307;
        answer = "{}";
        assertThat(scheduler.advance(move("c1"), null, at(60)).stage()).isNull();
        assertThat(requests).containsExactly("POST /site/commands");
    }

    @Test
    void anAnswerWithoutEndOrSenseIsNoAnswer() {
        answer = "{\"stage\":\"VERIFIED\",\"detail\":\"" + "x".repeat(SchedulerClient.ANSWER_BYTES) + "\"}";
        assertThatThrownBy(() -> scheduler.advance(move("c1"), null, at(60))).hasMessageContaining("no JSON");
        answer = "{\"stage\":\"DONE\"}";
        assertThatThrownBy(() -> scheduler.advance(move("c1"), null, at(60))).hasMessageContaining("'DONE'");
    }

    @Test
    void aSchedulerThatHangsIsGivenUpAfterTheTimeOut() {
        silent = true;
        HttpScheduler impatient = scheduler(Duration.ofMillis(200));
        assertThatThrownBy(() -> impatient.advance(move("c1"), null, at(60)))
                .hasMessageContaining("no answer from 127.0.0.1");
    }

    @Test
    void aWithdrawalIsBelievedAsItIsAnswered() {
        scheduler.advance(move("c1"), null, at(60));
        answer = "{\"stage\":\"TRANSFERRED\"}";
        assertThat(scheduler
                        .withdraw(move("c1"), CommandStage.CHECKPOINTED, at(100))
                        .stage())
                .isEqualTo(CommandStage.TRANSFERRED);
        status = 404;
        assertThat(scheduler
                        .withdraw(move("c1"), CommandStage.ACCEPTED, at(100))
                        .stage())
                .isEqualTo(CommandStage.CANCELLED);
        status = 503;
        assertThat(scheduler
                        .withdraw(move("c1"), CommandStage.ACCEPTED, at(100))
                        .stage())
                .isNull();
    }

    @Test
    void anUnencryptedAddressOfAnotherMachineNeedsAWord() {
        URI far = URI.create("http://192.0.2.1/x");
        assertThat(new HttpSettings(far, "", false, Duration.ofSeconds(1)).mistakes())
                .singleElement()
                .satisfies(sentence -> assertThat(sentence).contains("not encrypted", "--plain-http"));
        assertThat(new HttpSettings(far, "", true, Duration.ofSeconds(1)).mistakes())
                .isEmpty();
        assertThat(new HttpSettings(URI.create("https://u:p@h/"), "", false, Duration.ofSeconds(1)).mistakes())
                .hasSize(1);
        assertThat(new HttpSettings(far, SECRET, true, Duration.ofSeconds(1)).toString())
                .doesNotContain(SECRET);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        synchronized (requests) {
            requests.add(exchange.getRequestMethod() + " " + path);
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            headers.add(HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true));
        }
        if (silent) {
            return;
        }
        String id = path.substring(path.lastIndexOf('/') + 1);
        boolean lost = exchange.getRequestMethod().equals("GET") && !stages.containsKey(id);
        if (exchange.getRequestMethod().equals("POST") && status == 200) {
            stages.put("c1", "ACCEPTED");
        }
        String text = answer != null ? answer : "{\"stage\":\"" + stages.getOrDefault(id, "ACCEPTED") + "\"}";
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/elsewhere");
        exchange.sendResponseHeaders(lost ? 404 : status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
