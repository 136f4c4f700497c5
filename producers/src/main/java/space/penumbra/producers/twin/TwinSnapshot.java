package space.penumbra.producers.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;
import space.penumbra.wire.Topics;

/**
 * The stored state of a twin, replaced as a whole: written beside, then moved over the old one, so that a kill leaves one or the other.
 *
 * <p>Facts (workloads, command events) are published only after the snapshot that contains them is in place, and are published again when it is
 * read back; frames are published at once, and those already in the topic are not repeated. So a kill repeats work, and no effect.
 */
final class TwinSnapshot {

    private static final int MAGIC = 0x50_54_57_32;

    private final Path file;

    TwinSnapshot(Path directory) {
        this.file = directory.resolve("state.bin");
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the twin's state in " + directory + ": " + e.getMessage(), e);
        }
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** What is in a snapshot beside the fleet itself. */
    record Header(long seed, int nodes, String origin, long designMillis, long timeMillis, long framesPublished) {}

    /** A state that was read back. */
    record Restored(Header header, TwinPositions positions, List<OutgoingRecord> outbox) {}

    void write(Header header, FleetTwin twin, TwinPositions positions, Collection<OutgoingRecord> outbox) {
        Path beside = file.resolveSibling("state.tmp");
        try {
            try (OutputStream stream = Files.newOutputStream(beside);
                    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(stream, 1 << 16))) {
                out.writeInt(MAGIC);
                out.writeLong(header.seed());
                out.writeInt(header.nodes());
                out.writeUTF(header.origin());
                out.writeLong(header.designMillis());
                out.writeLong(header.timeMillis());
                out.writeLong(header.framesPublished());
                writeOffsets(out, positions.commands());
                writeOffsets(out, positions.frames());
                out.writeInt(outbox.size());
                for (OutgoingRecord outgoing : outbox) {
                    out.writeUTF(outgoing.topic());
                    writeBytes(out, outgoing.key());
                    writeBytes(out, outgoing.value());
                }
                BankStore.write(out, twin.bank());
                out.writeLong(twin.arrivals().number());
                writeJobs(out, twin.board().all());
                writeCommands(out, twin.executor());
                FaultStore.write(out, twin.faults());
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the twin's state to " + file + ": " + e.getMessage(), e);
        }
    }

    /** Reads who made the snapshot, without the rest. */
    Header readHeader() {
        try (DataInputStream in = open()) {
            return header(in);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Fills a twin that was designed as the header says. */
    Restored readInto(FleetTwin twin, long seed) {
        try (DataInputStream in = open()) {
            Header header = header(in);
            TwinPositions positions = new TwinPositions(readOffsets(in), readOffsets(in));
            List<OutgoingRecord> outbox = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                outbox.add(new OutgoingRecord(in.readUTF(), readBytes(in), readBytes(in)));
            }
            BankStore.read(in, twin.bank());
            twin.arrivals().number(in.readLong());
            readJobs(in, twin.board(), twin.arrivals());
            readCommands(in, twin.executor());
            FaultStore.read(in, twin.faults(), header.timeMillis());
            twin.resumeAt(header.timeMillis());
            return new Restored(header, positions, outbox);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataInputStream open() throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        if (in.readInt() != MAGIC) {
            in.close();
            throw new IOException("it is of another version");
        }
        return in;
    }

    private IllegalStateException unreadable(IOException e) {
        return new IllegalStateException(
                "Cannot read the twin's state from " + file + ": " + e.getMessage()
                        + ". Remove that file to begin a new fleet, or use another --data-dir",
                e);
    }

    private static Header header(DataInputStream in) throws IOException {
        return new Header(in.readLong(), in.readInt(), in.readUTF(), in.readLong(), in.readLong(), in.readLong());
    }

    private static void writeJobs(DataOutputStream out, Collection<Job> jobs) throws IOException {
        out.writeInt(jobs.size());
        for (Job job : jobs) {
            out.writeLong(Long.parseLong(job.id.substring(2)));
            out.writeInt(job.node);
            out.writeInt(job.target);
            out.writeLong(job.generation);
            out.writeLong(job.epoch);
            out.writeBoolean(job.moving);
            out.writeBoolean(job.capped);
            out.writeBoolean(job.pausedByCommand);
            out.writeBoolean(job.pausedByGuard);
            out.writeDouble(job.remainingSeconds);
            out.writeLong(job.lastCheckpointMillis);
        }
    }

    private static void readJobs(DataInputStream in, JobBoard board, JobArrivals arrivals) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            Job job = arrivals.make(in.readLong());
            int node = in.readInt();
            int target = in.readInt();
            job.generation = in.readLong();
            job.epoch = in.readLong();
            job.moving = in.readBoolean();
            job.capped = in.readBoolean();
            job.pausedByCommand = in.readBoolean();
            job.pausedByGuard = in.readBoolean();
            job.remainingSeconds = in.readDouble();
            job.lastCheckpointMillis = in.readLong();
            board.place(job, node);
            if (target >= 0) {
                board.reserve(job, target);
            }
        }
    }

    private static void writeCommands(DataOutputStream out, TwinExecutor executor) throws IOException {
        out.writeInt(executor.runs().size());
        for (CommandRun run : executor.runs()) {
            writeBytes(out, Topics.COMMANDS_ISSUED.codec().encode(run.command));
            out.writeUTF(run.stage.name());
            out.writeLong(run.dueMillis);
        }
        out.writeInt(executor.ended().size());
        for (CommandEvent event : executor.ended()) {
            writeBytes(out, Topics.COMMANDS_EVENTS.codec().encode(event));
        }
    }

    private static void readCommands(DataInputStream in, TwinExecutor executor) throws IOException {
        List<CommandRun> runs = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            Command command = Topics.COMMANDS_ISSUED.codec().decode(readBytes(in));
            CommandRun run = new CommandRun(command);
            run.stage = CommandStage.valueOf(in.readUTF());
            run.dueMillis = in.readLong();
            runs.add(run);
        }
        List<CommandEvent> ended = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            ended.add(Topics.COMMANDS_EVENTS.codec().decode(readBytes(in)));
        }
        executor.restore(runs, ended);
    }

    private static void writeOffsets(DataOutputStream out, Map<Integer, Long> offsets) throws IOException {
        out.writeInt(offsets.size());
        for (Map.Entry<Integer, Long> offset : offsets.entrySet()) {
            out.writeInt(offset.getKey());
            out.writeLong(offset.getValue());
        }
    }

    private static Map<Integer, Long> readOffsets(DataInputStream in) throws IOException {
        Map<Integer, Long> offsets = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            offsets.put(in.readInt(), in.readLong());
        }
        return offsets;
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** The key of a record as bytes. */
    static byte[] key(String text) {
        return text.getBytes(UTF_8);
    }
}
