package space.penumbra.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.net.URI;
import java.util.Locale;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.producers.twin.TwinStatistics;

/** One line that is always true: redrawn each second on a terminal. Not thread-safe. */
final class StatusLine {

    private final PrintStream out;
    private final RestClient control;
    private final double speed;
    private long lastFrames = -1;
    private long lastNanos;

    StatusLine(PrintStream out, String consoleUrl, double speed) {
        this.out = out;
        this.control = new RestClient(URI.create(consoleUrl + "/api"), "fleet control", "--http-port", "");
        this.speed = speed;
    }

    void draw(TwinStatistics fleet) {
        out.print("\r\u001b[K" + text(fleet, summary()));
        out.flush();
    }

    void clear() {
        out.print("\r\u001b[K");
        out.flush();
    }

    /** The line itself: the fleet's time, the flow of frames, and what fleet control sees. */
    String text(TwinStatistics fleet, JsonNode summary) {
        StringBuilder line = new StringBuilder();
        line.append(String.format(
                Locale.ROOT,
                "%s x%.0f | %,d nodes, %,.0f frames/s",
                fleet.eventTime().toString().substring(0, 19).replace('T', ' '),
                speed,
                fleet.nodes(),
                framesPerSecond(fleet)));
        if (summary != null) {
            JsonNode commands = summary.path("commands");
            line.append(" | ")
                    .append(summary.path("alarms").path("active").asInt())
                    .append(" alarms");
            line.append(" | commands ")
                    .append(commands.path("issuedTotal").asInt())
                    .append(" issued, ")
                    .append(commands.path("completedTotal").asInt())
                    .append(" done");
            line.append(" | next hour ")
                    .append(summary.path("nextHour").path("umbraEntries").asInt())
                    .append(" eclipses");
            if (summary.path("hold").path("on").asBoolean()) {
                line.append(" | HOLD");
            }
        }
        return line.toString();
    }

    private double framesPerSecond(TwinStatistics fleet) {
        long now = System.nanoTime();
        double rate = lastFrames < 0 ? 0 : (fleet.framesPublished() - lastFrames) * 1e9 / (now - lastNanos);
        lastFrames = fleet.framesPublished();
        lastNanos = now;
        return rate;
    }

    private JsonNode summary() {
        try {
            return control.get("/fleet/summary");
        } catch (UserError notYet) {
            return null;
        }
    }
}
