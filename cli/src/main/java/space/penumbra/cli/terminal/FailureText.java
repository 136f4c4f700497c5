package space.penumbra.cli.terminal;

import java.net.ConnectException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;

/** Turns a failure into the one line that people see. */
public final class FailureText {

    private static final int LONGEST = 600;

    private static final Map<Class<? extends Throwable>, Function<Throwable, String>> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put(UserError.class, Throwable::getMessage);
        KNOWN.put(NoSuchFileException.class, failure -> "no such file: " + failure.getMessage());
        KNOWN.put(AccessDeniedException.class, failure -> "no permission for " + failure.getMessage());
        KNOWN.put(ConnectException.class, failure -> "nothing answers: " + failure.getMessage());
        KNOWN.put(
                OutOfMemoryError.class,
                failure -> "out of memory (" + failure.getMessage()
                        + "): set PENUMBRA_HEAP to more, for example PENUMBRA_HEAP=6g");
    }

    private FailureText() {}

    /** One line that says what happened; the cause is named where the failure itself only wraps it. */
    public static String of(Throwable failure) {
        for (Throwable link = failure; link != null; link = link.getCause()) {
            for (Map.Entry<Class<? extends Throwable>, Function<Throwable, String>> known : KNOWN.entrySet()) {
                if (known.getKey().isInstance(link)) {
                    return oneLine(known.getValue().apply(link));
                }
            }
        }
        Throwable shown = failure;
        while (wraps(shown) && shown.getCause() != null) {
            shown = shown.getCause();
        }
        String message = shown.getMessage();
        String text = message == null ? shown.getClass().getSimpleName() : message;
        return oneLine(text + " (run again with --debug for the details)");
    }

    private static boolean wraps(Throwable failure) {
        return failure.getMessage() == null
                || failure.getClass() == ExecutionException.class
                || failure.getClass() == CompletionException.class;
    }

    /** The text without line breaks, cut where it gets too long to read. */
    public static String oneLine(String text) {
        String line = text.strip().replaceAll("\\s*\\R\\s*", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
    }
}
