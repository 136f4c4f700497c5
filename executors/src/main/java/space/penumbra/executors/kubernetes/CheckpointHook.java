package space.penumbra.executors.kubernetes;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Has a pod save its state, by the hook that its annotations name. An HTTP hook is a port and a path: it is always the pod's own
 * address that is called, no redirect is followed and the answer is not read. Thread-safe.
 */
final class CheckpointHook {

    /** What a hook said. */
    enum Outcome {
        /** The state is saved. */
        DONE,
        /** It is at it: ask again. */
        BUSY,
        /** It could not. */
        FAILED,
        /** The pod names no hook: its state is what the work itself last saved. */
        NONE
    }

    private static final Pattern ADDRESS = Pattern.compile(":(\\d{1,5})(/[A-Za-z0-9._~/-]*)");
    private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(10);
    private static final int EXEC_SECONDS = 60;
    /** The exit code by which a command says that it needs more time (EX_TEMPFAIL of sysexits.h). */
    private static final int TRY_AGAIN = 75;

    private final KubernetesClient client;
    private final HttpClient http = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(HTTP_TIMEOUT)
            .build();

    CheckpointHook(KubernetesClient client) {
        this.client = client;
    }

    static boolean has(Pod pod) {
        return annotations(pod).containsKey(Names.CHECKPOINT_HTTP)
                || annotations(pod).containsKey(Names.CHECKPOINT_EXEC);
    }

    /** Saves once for each command: a pod that did it is marked. */
    Outcome save(Pod pod, String commandId) {
        Map<String, String> annotations = annotations(pod);
        if (commandId.equals(annotations.get(Names.CHECKPOINTED))) {
            return Outcome.DONE;
        }
        Outcome outcome = Outcome.NONE;
        if (annotations.containsKey(Names.CHECKPOINT_HTTP)) {
            outcome = post(pod, annotations.get(Names.CHECKPOINT_HTTP), commandId);
        } else if (annotations.containsKey(Names.CHECKPOINT_EXEC)) {
            outcome = exec(pod, annotations.get(Names.CHECKPOINT_EXEC));
        }
        if (outcome == Outcome.DONE) {
            mark(pod, commandId);
        }
        return outcome;
    }

    private void mark(Pod pod, String commandId) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .edit(current -> new PodBuilder(current)
                        .editMetadata()
                        .addToAnnotations(Names.CHECKPOINTED, commandId)
                        .endMetadata()
                        .build());
    }

    private Outcome post(Pod pod, String where, String commandId) {
        Matcher address = ADDRESS.matcher(where);
        if (!address.matches()) {
            throw new IllegalStateException("annotation " + Names.CHECKPOINT_HTTP + " of pod "
                    + pod.getMetadata().getName() + " is '" + where + "', must be :port/path");
        }
        URI url = URI.create("http://" + host(pod.getStatus().getPodIP()) + where);
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(HTTP_TIMEOUT)
                .header("idempotency-key", commandId)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        try {
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 202) {
                return Outcome.BUSY;
            }
            return status >= 200 && status < 300 ? Outcome.DONE : Outcome.FAILED;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "pod " + pod.getMetadata().getName() + " does not answer its checkpoint hook: " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a checkpoint was asked for", e);
        }
    }

    private static String host(String ip) {
        return ip.indexOf(':') >= 0 ? "[" + ip + "]" : ip;
    }

    private Outcome exec(Pod pod, String command) {
        String container = pod.getSpec().getContainers().get(0).getName();
        try (ExecWatch watch = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container)
                .writingOutput(new ByteArrayOutputStream())
                .exec("sh", "-c", command)) {
            int code = watch.exitCode().get(EXEC_SECONDS, TimeUnit.SECONDS);
            if (code == TRY_AGAIN) {
                return Outcome.BUSY;
            }
            return code == 0 ? Outcome.DONE : Outcome.FAILED;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the checkpoint command of pod " + pod.getMetadata().getName() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a checkpoint was asked for", e);
        }
    }

    private static Map<String, String> annotations(Pod pod) {
        Map<String, String> annotations = pod.getMetadata().getAnnotations();
        return annotations == null ? Map.of() : annotations;
    }
}
