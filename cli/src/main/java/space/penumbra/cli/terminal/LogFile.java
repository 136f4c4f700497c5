package space.penumbra.cli.terminal;

import java.nio.file.Path;

/**
 * Where the log goes: the console stays clean. Takes effect only before the first log statement of the process, so a command calls it
 * before it touches Kafka or Flink.
 */
public final class LogFile {

    /** Read by {@code log4j2.xml}. */
    static final String FOLDER_PROPERTY = "penumbra.log.dir";

    private LogFile() {}

    /** Logs to {@code penumbra.log} in this folder. */
    public static Path in(Path folder) {
        System.setProperty(FOLDER_PROPERTY, folder.toString());
        return folder.resolve("penumbra.log");
    }
}
