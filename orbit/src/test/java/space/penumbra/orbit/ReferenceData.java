package space.penumbra.orbit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reference data beside the checkout, never part of it: a test that needs it skips that part where it is absent. */
public final class ReferenceData {

    private ReferenceData() {}

    /** A file of the reference data; the property {@code penumbra.reference} names another folder. */
    public static Optional<Path> file(String relative) {
        String override = System.getProperty("penumbra.reference");
        if (override != null) {
            return existing(Path.of(override).resolve(relative));
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Optional<Path> found = existing(at.resolve("shared/data").resolve(relative));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Optional<Path> existing(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }
}
