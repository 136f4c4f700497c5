package space.penumbra.executors.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Clock;
import java.time.Instant;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.executors.Scheduler;
import space.penumbra.executors.Step;

/**
 * Drives any scheduler that speaks the protocol of docs/executors.md: {@code POST /commands} hands a command over under its
 * idempotency key, {@code GET /commands/{id}} says how far it is, {@code DELETE /commands/{id}} takes it back. Whatever is not
 * certain is asked again. Thread-safe.
 */
public final class HttpScheduler implements Scheduler {

    private final HttpSettings settings;
    private final SchedulerClient client;

    public HttpScheduler(HttpSettings settings, Clock clock) {
        this.settings = settings;
        this.client = new SchedulerClient(settings, clock);
    }

    @Override
    public Step advance(Command command, @Nullable CommandStage reached, Instant now) {
        if (reached == null) {
            return handOver(command);
        }
        Answer answer = client.send("GET", path(command), command.commandId(), "");
        if (answer.status() == 404) {
            // It lost the command, or its disk: the key keeps the work from being done twice.
            return handOver(command);
        }
        return step(command, answer);
    }

    private Step handOver(Command command) {
        Answer answer = client.send("POST", "/commands", command.commandId(), CommandJson.write(command));
        boolean says = answer.ok() && !answer.body().isBlank();
        if (answer.ok() && !says) {
            return Step.reached(CommandStage.ACCEPTED, command.sourceNodeId(), "taken by the scheduler");
        }
        return step(command, answer);
    }

    private Step step(Command command, Answer answer) {
        if (answer.ok()) {
            return CommandJson.read(command, answer.body());
        }
        boolean refused = answer.status() >= 400 && answer.status() < 500 && !passing(answer.status());
        return refused
                ? Step.reached(
                        CommandStage.REJECTED,
                        command.sourceNodeId(),
                        "the scheduler refused it (" + answer.status() + "): " + CommandJson.detail(answer.body()))
                : Step.wait(command.sourceNodeId(), "the scheduler answered " + answer.status());
    }

    /** Answers that say nothing of the command: too early, too many, not now, not with this signature. */
    private static boolean passing(int status) {
        return status == 401 || status == 403 || status == 408 || status == 425 || status == 429;
    }

    @Override
    public Step withdraw(Command command, @Nullable CommandStage reached, Instant now) {
        Answer answer = client.send("DELETE", path(command), command.commandId(), "");
        if (answer.status() == 404 || answer.ok() && answer.body().isBlank()) {
            return Step.reached(CommandStage.CANCELLED, command.sourceNodeId(), "taken back by the scheduler");
        }
        if (!answer.ok()) {
            return Step.wait(command.sourceNodeId(), "the scheduler answered " + answer.status());
        }
        return CommandJson.read(command, answer.body());
    }

    private static String path(Command command) {
        return "/commands/" + URLEncoder.encode(command.commandId(), UTF_8);
    }

    @Override
    public String about() {
        return "kind=http " + settings;
    }

    @Override
    public void close() {
        // The client has no connections that outlive their idle time.
    }
}
