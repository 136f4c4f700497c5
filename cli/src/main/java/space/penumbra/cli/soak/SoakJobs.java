package space.penumbra.cli.soak;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import space.penumbra.cli.Penumbra;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;

/** The jobs on the cluster of a soak, handled with the commands that an operator has. Used by one thread. */
final class SoakJobs {

    /** Those that are stopped and go on with their state; the history store's job is not. */
    static final List<String> KEPT = List.of("health", "forecasts", "migrations");

    private static final int PARALLELISM_AT_FIRST = 2;

    private final String flink;
    private final String bootstrap;
    private int parallelism = PARALLELISM_AT_FIRST;

    /**
     * @param flink address of the cluster
     * @param bootstrap brokers as the jobs reach them
     */
    SoakJobs(String flink, String bootstrap) {
        this.flink = flink;
        this.bootstrap = bootstrap;
    }

    /** Submits jobs, with further words for {@code job submit}. */
    void submit(String... words) {
        List<String> all = new ArrayList<>(List.of(
                "job",
                "submit",
                "--flink",
                flink,
                "--bootstrap",
                bootstrap,
                "--parallelism",
                Integer.toString(parallelism),
                "-o",
                "checkpoint-interval-millis=3000"));
        all.addAll(Arrays.asList(words));
        say(all);
    }

    /** Stops the jobs with their state saved, and goes on from there with another number of parallel tasks. */
    void rescale(int next) {
        List<String> stop = new ArrayList<>(List.of("job", "stop", "--flink", flink));
        stop.addAll(KEPT);
        String said = say(stop);
        parallelism = next;
        for (String line : said.lines().toList()) {
            // "stopped health file:/…/savepoint-…"
            String[] words = line.split(" ", 3);
            if (words.length == 3 && words[0].equals("stopped")) {
                submit(words[1], "--from", words[2]);
            }
        }
    }

    int parallelism() {
        return parallelism;
    }

    /** How many jobs run. */
    int running() {
        int running = 0;
        var jobs = new RestClient(URI.create(flink), "Flink", "--port-base", "").get("/jobs/overview");
        for (var job : jobs.path("jobs")) {
            running += job.path("state").asText().equals("RUNNING") ? 1 : 0;
        }
        return running;
    }

    /** What this program prints when it is given these words. */
    private static String say(List<String> words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Penumbra.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
        if (code != 0) {
            throw new UserError("'" + String.join(" ", words) + "' failed: "
                    + err.toString().strip());
        }
        return out.toString();
    }
}
