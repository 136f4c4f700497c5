package space.penumbra.producers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the reference data beside the checkout, where it is present. */
public final class ReferenceData {

    private ReferenceData() {}

    /** A reference file, or nothing when the data is not there. */
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

    private static Optional<Path> existing(Path path) {
        return Files.exists(path) ? Optional.of(path) : Optional.empty();
    }
}
