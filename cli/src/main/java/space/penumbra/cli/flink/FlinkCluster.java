package space.penumbra.cli.flink;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import space.penumbra.cli.rest.RestClient;
import space.penumbra.cli.terminal.UserError;

/** A Flink cluster through its REST API. */
final class FlinkCluster {

    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(300);

    private final RestClient rest;

    FlinkCluster(URI address) {
        this.rest = new RestClient(address, "Flink", "--flink", "");
    }

    /** Every job that the cluster knows, newest first. */
    List<RunningJob> jobs() {
        List<RunningJob> jobs = new ArrayList<>();
        for (JsonNode job : rest.get("/jobs/overview").path("jobs")) {
            jobs.add(new RunningJob(
                    job.path("jid").asText(),
                    job.path("name").asText(),
                    job.path("state").asText(),
                    job.path("start-time").asLong()));
        }
        jobs.sort((a, b) -> Long.compare(b.startMillis(), a.startMillis()));
        return jobs;
    }

    /** The live job of this name. */
    Optional<RunningJob> live(String name) {
        return jobs().stream()
                .filter(job -> job.name().equals(name) && job.live())
                .findFirst();
    }

    /** Uploads a jar and returns its id on the cluster. */
    String upload(JarUpload jar) {
        String stored = rest.post("/jars/upload", jar.contentType(), jar.body())
                .path("filename")
                .asText();
        return stored.substring(stored.lastIndexOf('/') + 1);
    }

    void forget(String jarId) {
        rest.delete("/jars/" + jarId);
    }

    /**
     * Starts a job of an uploaded jar.
     *
     * @param parallelism 0 leaves it to the cluster
     * @param savepoint from where to go on, empty to begin anew
     * @return the job's id
     */
    String run(String jarId, String entryClass, List<String> arguments, int parallelism, String savepoint) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("entryClass", entryClass);
        body.put("programArgsList", arguments);
        if (parallelism > 0) {
            body.put("parallelism", parallelism);
        }
        if (!savepoint.isEmpty()) {
            body.put("savepointPath", savepoint);
        }
        // On a busy machine the job's main method alone takes longer than an ordinary answer may.
        return rest.postAndWait("/jars/" + jarId + "/run", body).path("jobid").asText();
    }

    /** Takes a savepoint of a running job and returns where it lies. */
    String savepoint(RunningJob job, String folder) {
        return operation(job, "savepoints", body("target-directory", folder, "cancel-job", false));
    }

    /** Stops a job with a savepoint and returns where it lies. */
    String stop(RunningJob job, String folder) {
        return operation(job, "stop", body("targetDirectory", folder, "drain", false));
    }

    private String operation(RunningJob job, String verb, Map<String, Object> body) {
        String trigger = rest.post("/jobs/" + job.id() + "/" + verb, body)
                .path("request-id")
                .asText();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode status = rest.get("/jobs/" + job.id() + "/savepoints/" + trigger);
            if (status.path("status").path("id").asText().equals("COMPLETED")) {
                JsonNode operation = status.path("operation");
                if (operation.hasNonNull("location")) {
                    return operation.get("location").asText();
                }
                throw new UserError("Flink could not write the savepoint of " + job.name() + ": "
                        + operation.path("failure-cause").path("class").asText("no reason given"));
            }
            pause();
        }
        throw new UserError("the savepoint of " + job.name() + " took longer than " + PATIENCE.toMinutes()
                + " minutes: look at the job in Flink's web interface");
    }

    private static Map<String, Object> body(String folderKey, String folder, String flag, boolean value) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!folder.isEmpty()) {
            body.put(folderKey, folder);
        }
        body.put(flag, value);
        return body;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while Flink wrote a savepoint", e);
        }
    }

    /**
     * A job as a cluster shows it.
     *
     * @param id Flink's own
     * @param name the job's name
     * @param state Flink's word
     * @param startMillis when it was started
     */
    record RunningJob(String id, String name, String state, long startMillis) {

        boolean live() {
            return !List.of("FAILED", "CANCELED", "FINISHED", "SUSPENDED").contains(state);
        }
    }
}
