package space.penumbra.producers.nvidiasmi;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.live.HostHardware;
import space.penumbra.producers.live.HostSource;
import space.penumbra.producers.live.SourceUnavailableException;

/** Runs the program for each read. A driver that hangs is killed after the time-out. */
final class SmiHost implements HostSource {

    private final SmiSettings settings;

    SmiHost(SmiSettings settings) {
        this.settings = settings;
    }

    @Override
    public String nodeId() {
        return settings.nodeId();
    }

    @Override
    public String kind() {
        return "nvidia-smi";
    }

    @Override
    public HostHardware read(TelemetryFrame frame) {
        return SmiOutput.fill(output(), frame);
    }

    private String output() {
        List<String> command = new ArrayList<>(settings.command());
        command.add("--query-gpu=" + String.join(",", SmiOutput.COLUMNS));
        command.add("--format=csv,noheader,nounits");
        String program = settings.command().get(0);
        Process process = null;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            InputStream stream = process.getInputStream();
            // Read beside the wait: a program that fills its pipe would never end.
            CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> readAll(stream));
            long millis = (long) (settings.timeoutSeconds() * 1000);
            String output = text.get(millis, TimeUnit.MILLISECONDS);
            if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
                throw new SourceUnavailableException(program + " does not end");
            }
            if (process.exitValue() != 0) {
                throw new SourceUnavailableException(program + " ended with " + process.exitValue() + ": "
                        + output.strip().lines().findFirst().orElse("no message"));
            }
            return output;
        } catch (IOException e) {
            throw new SourceUnavailableException(
                    "cannot run " + program + ": " + e.getMessage() + ". Install the NVIDIA driver or give its path",
                    e);
        } catch (TimeoutException e) {
            throw new SourceUnavailableException(program + " did not answer in " + settings.timeoutSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw new SourceUnavailableException(
                    program + " broke off: " + e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailableException(program + " was not waited for: interrupted", e);
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    private static String readAll(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SourceUnavailableException(e.getMessage(), e);
        }
    }
}
