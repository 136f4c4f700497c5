package space.penumbra.executors;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Calls on a few threads: one slow answer must not hold up the commands of all. */
final class SideBySide implements Beats, AutoCloseable {

    private static final int THREADS = 8;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "scheduler-call");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public <A, B> List<B> all(List<A> things, Function<A, B> call) {
        try {
            List<Callable<B>> calls = things.stream()
                    .<Callable<B>>map(thing -> () -> call.apply(thing))
                    .toList();
            return threads.invokeAll(calls).stream().map(SideBySide::answer).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the scheduler was asked", e);
        }
    }

    private static <B> B answer(Future<B> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the scheduler was asked", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call to the scheduler broke", e.getCause());
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
