package space.penumbra.cli.embedded;

import io.questdb.Bootstrap;
import io.questdb.PropBootstrapConfiguration;
import io.questdb.ServerMain;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import space.penumbra.cli.terminal.UserError;

/**
 * The history store in this process: QuestDB, which takes InfluxDB line protocol at {@code /api/v2/write} and SQL at {@code /exec}. On
 * loopback only, without telemetry, and with tables in which a point that is written twice is one point. Thread-safe once started.
 */
public final class EmbeddedHistory implements AutoCloseable {

    private final ServerMain server;
    private final int port;

    private EmbeddedHistory(ServerMain server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts the store on this folder.
     *
     * @param port of its HTTP interface; 0 takes a free one
     * @throws UserError if the port is in use
     */
    public static EmbeddedHistory start(Path folder, int port) {
        int http = Ports.free(port, "the history store", "--history-port");
        try {
            Path conf = Files.createDirectories(folder.resolve("conf"));
            // Read by the store's logging when its classes are first used.
            System.setProperty("out", conf.resolve("log.conf").toAbsolutePath().toString());
            Files.writeString(conf.resolve("server.conf"), String.join("\n", settings(http)));
            Files.writeString(conf.resolve("log.conf"), String.join("\n", logging(folder)));
            Files.writeString(conf.resolve("mime.types"), "application/json json\n");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot prepare " + folder + " for the history store", e);
        }
        EmbeddedHistory history = quietly(() -> {
            ServerMain server = new ServerMain(new Bootstrap(
                    new WithoutConsole(),
                    Bootstrap.getServerMainArgs(folder.toAbsolutePath().toString())));
            server.start();
            server.awaitStartup();
            return new EmbeddedHistory(server, http);
        });
        try {
            HistoryTables.create(history.url());
            return history;
        } catch (RuntimeException e) {
            history.close();
            throw e;
        }
    }

    /** Where points are written and questions asked. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public void close() {
        quietly(() -> {
            server.close();
            return this;
        });
    }

    /** The store greets and parts on the console, which belongs to the command. */
    private static <T> T quietly(Supplier<T> work) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        System.setOut(nowhere);
        System.setErr(nowhere);
        try {
            return work.get();
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private static List<String> settings(int port) {
        return List.of(
                "http.bind.to=127.0.0.1:" + port,
                "http.min.enabled=false",
                "pg.enabled=false",
                "line.tcp.enabled=false",
                "line.udp.enabled=false",
                "line.http.enabled=true",
                "telemetry.enabled=false",
                "shared.worker.count=1",
                // Made for servers with hundreds of columns in flight; a demo's tables are small.
                "cairo.writer.data.append.page.size=256k",
                "cairo.wal.writer.data.append.page.size=64k",
                "cairo.o3.column.memory.size=256k",
                "http.send.buffer.size=256k",
                "log.sql.query.progress.exe=false",
                "");
    }

    private static List<String> logging(Path folder) {
        return List.of(
                "writers=file",
                "w.file.class=io.questdb.log.LogRollingFileWriter",
                "w.file.location=" + folder.toAbsolutePath() + "/history.log.${date:yyyyMMdd}",
                "w.file.level=ERROR,CRITICAL",
                "w.file.rollSize=8m",
                "w.file.lifeDuration=7d",
                "");
    }

    /** Leaves out the store's own web console. */
    private static final class WithoutConsole extends PropBootstrapConfiguration {
        @Override
        public boolean useSite() {
            return false;
        }

        @Override
        public String getBanner() {
            return "";
        }
    }
}
