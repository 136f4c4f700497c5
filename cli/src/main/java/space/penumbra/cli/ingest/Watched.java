package space.penumbra.cli.ingest;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;
import picocli.CommandLine;
import space.penumbra.cli.demo.StopSignal;
import space.penumbra.cli.terminal.Terminal;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.producers.live.IngestStatistics;

/** Runs an ingest until it ends or Ctrl-C, and tells what it does. */
final class Watched {

    private static final Duration TICK = Duration.ofSeconds(1);

    private final PrintWriter out;
    private final PrintWriter err;

    Watched(CommandLine line) {
        out = line.getOut();
        err = line.getErr();
    }

    /**
     * Runs it.
     *
     * @param run returns when it is done, or after {@code stop}
     * @param statistics what it has done so far; null if it has none
     */
    int run(Runnable run, Runnable stop, Supplier<IngestStatistics> statistics) {
        RuntimeException[] failure = new RuntimeException[1];
        Thread thread = new Thread(
                () -> {
                    try {
                        run.run();
                    } catch (RuntimeException e) {
                        failure[0] = e;
                    }
                },
                "penumbra-ingest");
        try (StopSignal signal = StopSignal.install()) {
            thread.start();
            while (thread.isAlive()) {
                if (signal.await(TICK)) {
                    stop.run();
                    join(thread);
                }
                show(statistics.get());
            }
        }
        if (Terminal.present()) {
            err.print("\r\u001b[K");
            err.flush();
        }
        if (failure[0] != null) {
            throw failure[0];
        }
        IngestStatistics done = statistics.get();
        if (done != null) {
            out.println(IngestCommand.summary(done));
            out.flush();
            if (done.sendsFailed() > 0) {
                throw new UserError(
                        done.sendsFailed() + " records could not be sent: check the broker, then run it again");
            }
            return done.framesPublished() > 0 ? 0 : 1;
        }
        return 0;
    }

    private void show(IngestStatistics statistics) {
        if (statistics != null && Terminal.present()) {
            err.print("\r\u001b[K" + IngestCommand.summary(statistics));
            err.flush();
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
