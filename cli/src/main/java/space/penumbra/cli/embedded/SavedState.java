package space.penumbra.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;

/** Where the embedded Flink keeps savepoints and checkpoints, and which of them is the newest of a job. */
final class SavedState {

    private static final String COMPLETE = "_metadata";

    private final Path folder;

    SavedState(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    /** The same identity in every run, so that checkpoints of one job lie in one place. */
    static JobID jobId(String name) {
        try {
            return JobID.fromByteArray(MessageDigest.getInstance("MD5").digest(("penumbra/" + name).getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }

    Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    Path savepoints(String job) {
        return folder.resolve("savepoints").resolve(job);
    }

    /** The newest complete savepoint or checkpoint of a job: its metadata is written last. */
    Optional<Path> newest(String job) {
        return Stream.of(savepoints(job), checkpoints().resolve(jobId(job).toString()))
                .flatMap(SavedState::children)
                .filter(state -> Files.isRegularFile(state.resolve(COMPLETE)))
                .max(Comparator.comparing(SavedState::written));
    }

    private static Stream<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return List.copyOf(children.toList()).stream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + parent, e);
        }
    }

    private static long written(Path state) {
        try {
            return Files.getLastModifiedTime(state.resolve(COMPLETE)).toMillis();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + state, e);
        }
    }
}
