package space.penumbra.cli.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import space.penumbra.cli.terminal.UserError;

/** The folder of one run: locked while it lasts, and removed after it if nobody asked to keep it. */
public final class DataFolder implements AutoCloseable {

    private final Path path;
    private final boolean temporary;
    private final FileChannel channel;
    private final FileLock lock;

    private DataFolder(Path path, boolean temporary) throws IOException {
        this.path = path;
        this.temporary = temporary;
        this.channel = FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock taken = null;
        try {
            taken = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // Somebody in this very process holds it.
            taken = null;
        }
        this.lock = taken;
    }

    /**
     * Takes a folder.
     *
     * @param asked null for a temporary one
     * @throws UserError if another process works on it, or it cannot be written
     */
    public static DataFolder take(Path asked, String name) {
        try {
            Path path = asked == null
                    ? Files.createTempDirectory("penumbra-" + name + "-")
                    : Files.createDirectories(asked);
            DataFolder folder = new DataFolder(path.toAbsolutePath(), asked == null);
            if (folder.lock == null) {
                folder.channel.close();
                throw new UserError("another penumbra works on " + asked + ": stop it, or choose another --data-dir");
            }
            return folder;
        } catch (IOException e) {
            throw new UserError("cannot use " + asked + " as --data-dir: " + e.getMessage(), e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        if (!channel.isOpen()) {
            return;
        }
        try {
            lock.release();
            channel.close();
            if (temporary) {
                remove();
            }
        } catch (IOException e) {
            throw new UserError("could not put away " + path + ": " + e.getMessage(), e);
        }
    }

    private void remove() throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(path)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.deleteIfExists(each);
        }
    }
}
