package space.penumbra.cli.demo;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and {@code kill} as a wish to stop cleanly: the program goes on until its main thread has put everything away. A second one ends
 * it at once.
 */
public final class StopSignal implements AutoCloseable {

    private final CountDownLatch wished = new CountDownLatch(1);
    private final Deque<Runnable> restore = new ArrayDeque<>();

    private StopSignal() {}

    /** Takes over SIGINT and SIGTERM of this process. */
    public static StopSignal install() {
        StopSignal signal = new StopSignal();
        for (String name : new String[] {"INT", "TERM"}) {
            signal.handle(name);
        }
        return signal;
    }

    /** Waits until a stop is wished; false if the time is over before. */
    public boolean await(Duration time) {
        try {
            return wished.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Gives the signals back to whoever had them before. */
    @Override
    public void close() {
        restore.forEach(Runnable::run);
        restore.clear();
    }

    private void received() {
        if (wished.getCount() == 0) {
            Runtime.getRuntime().halt(130);
        }
        wished.countDown();
    }

    // The JDK has no public API for signals; this class is exported, kept for that reason, and named here without a
    // compile-time warning.
    private void handle(String name) {
        try {
            Class<?> signalType = Class.forName("sun.misc.Signal");
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = Proxy.newProxyInstance(
                    StopSignal.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        if (method.getName().equals("handle")) {
                            received();
                            return null;
                        }
                        return method.getName().equals("hashCode") ? System.identityHashCode(proxy) : proxy == args[0];
                    });
            Object signal = signalType.getConstructor(String.class).newInstance(name);
            Method handle = signalType.getMethod("handle", signalType, handlerType);
            Object before = handle.invoke(null, signal, handler);
            restore.push(() -> giveBack(handle, signal, before));
        } catch (ReflectiveOperationException | RuntimeException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(this::received, "stop-on-" + name));
        }
    }

    private static void giveBack(Method handle, Object signal, Object before) {
        try {
            handle.invoke(null, signal, before);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot give back " + signal, e);
        }
    }
}
