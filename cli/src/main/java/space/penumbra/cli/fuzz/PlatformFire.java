package space.penumbra.cli.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import space.penumbra.cli.demo.Demo;
import space.penumbra.cli.demo.DemoSettings;
import space.penumbra.cli.reckoning.Reckoning;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.UserError;

/**
 * Spoilt records in the topics of a running platform: no job may restart, everything must be read to its end, every frame must be in the state
 * or rejected once, and every record that is none must lie among the rejected with its reason. Used by one thread.
 */
final class PlatformFire {

    private static final int NODES = 40;
    private static final double SPEED = 60;
    private static final Duration FIRST = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final long seed;
    private final int seconds;
    private final Consumer<String> say;

    PlatformFire(long seed, int seconds, Consumer<String> say) {
        this.seed = seed;
        this.seconds = seconds;
        this.say = say;
    }

    /** Runs it; true if everything held. */
    boolean run(Path json) {
        List<String> broken = new ArrayList<>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("seed", seed);
        DemoSettings settings = new DemoSettings(
                NODES, SPEED, seed, "mixed", Optional.empty(), Optional.empty(), 0, 0, 0, Optional.empty());
        try (Demo demo = Demo.start(settings, say);
                SpoiltRecords spoilt = new SpoiltRecords(demo.bootstrap(), new SplittableRandom(seed))) {
            pause(FIRST);
            spoilt.learn();
            say.accept("seed " + seed + ": spoilt records into the topics for " + seconds + " s");
            long until = System.nanoTime() + seconds * 1_000_000_000L;
            while (System.nanoTime() - until < 0) {
                spoilt.shoot();
                pause(Duration.ofMillis(200));
            }
            values.put("sent", spoilt.sent());
            restarts(demo.flinkUrl(), broken);
            demo.failure().ifPresent(broken::add);
            demo.stopFleet(say);
            demo.drain(say);
            List<String> behind = spoilt.behind(PATIENCE);
            behind.forEach(group -> broken.add("not read to the end: " + group));
            if (!health(demo.consoleUrl())) {
                broken.add("fleet control is not well");
            }
            say.accept("counting");
            Reckoning reckoning = Reckoning.of(demo.bootstrap(), Reckoning.lastClock(demo.bootstrap()));
            for (String count :
                    List.of("framesPublished", "framesProcessed", "framesRejected", "framesLost", "framesDuplicated")) {
                values.put(count, reckoning.values().get(count));
            }
            if (number(values, "framesLost") + number(values, "framesDuplicated") > 0) {
                broken.add("frames were lost or counted twice");
            }
            List<String> silent = spoilt.unaccounted();
            values.put("undecodable", spoilt.undecodable());
            values.put("unaccounted", silent.size());
            silent.stream().limit(10).forEach(record -> broken.add("nobody said what became of " + record));
        }
        values.put("broken", broken);
        values.forEach((name, value) -> say.accept(name + " " + value));
        say.accept(broken.isEmpty() ? "sound: it went on as if nothing had happened" : "NOT SOUND");
        if (json != null) {
            JsonFile.write(json, values);
        }
        return broken.isEmpty();
    }

    private static long number(Map<String, Object> values, String name) {
        return ((Number) values.get(name)).longValue();
    }

    private static void restarts(String flink, List<String> broken) {
        RestClient rest = new RestClient(URI.create(flink), "Flink", "", "");
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            String name = job.path("name").asText();
            if (!job.path("state").asText().equals("RUNNING")) {
                broken.add("the job " + name + " is " + job.path("state").asText());
            }
            long restarts = rest.get("/jobs/" + job.path("jid").asText() + "/metrics?get=numRestarts")
                    .path(0)
                    .path("value")
                    .asLong();
            if (restarts > 0) {
                JsonNode causes = rest.get("/jobs/" + job.path("jid").asText() + "/exceptions?maxExceptions=1");
                broken.add("the job " + name + " restarted " + restarts + " times: "
                        + causes.path("exceptionHistory")
                                .path("entries")
                                .path(0)
                                .path("stacktrace")
                                .asText()
                                .lines()
                                .filter(line -> line.contains("Caused by") || line.contains("space.penumbra"))
                                .limit(6)
                                .toList());
            }
        }
    }

    private static boolean health(String console) {
        try {
            return new RestClient(URI.create(console), "fleet control", "", "")
                    .get("/api/health")
                    .path("status")
                    .asText()
                    .equals("UP");
        } catch (UserError down) {
            return false;
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted", e);
        }
    }
}
