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

    /** Logs to {@code penumbra.log} in this folder, unless the property says where; returns the file. */
    public static Path in(Path folder) {
        String asked = System.getProperty(FOLDER_PROPERTY);
        if (asked == null) {
            System.setProperty(FOLDER_PROPERTY, folder.toString());
        }
        return (asked == null ? folder : Path.of(asked)).resolve("penumbra.log");
    }
}
