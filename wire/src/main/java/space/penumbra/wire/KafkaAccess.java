package space.penumbra.wire;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * How a process reaches Kafka beyond its address: the client settings for TLS and logins, in a file that the system property
 * {@value #PROPERTY} or the environment variable {@value #VARIABLE} names. A process speaks to one cluster as one user. Thread-safe.
 */
public final class KafkaAccess {

    /** System property with the path of the file; goes above the environment. */
    public static final String PROPERTY = "penumbra.kafka.config";

    /** Environment variable with the path of the file. */
    public static final String VARIABLE = "PENUMBRA_KAFKA_CONFIG";

    private KafkaAccess() {}

    /**
     * The settings of this process; empty if no file is named.
     *
     * @throws IllegalArgumentException if the file cannot be read
     */
    public static Map<String, String> ofProcess() {
        String file = System.getProperty(PROPERTY, System.getenv().getOrDefault(VARIABLE, ""));
        return file.isEmpty() ? Map.of() : read(Path.of(file));
    }

    /**
     * The settings in a properties file, as Kafka's own tools take it. Values are secrets: they are in no message.
     *
     * @throws IllegalArgumentException if it cannot be read
     */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException("cannot read the Kafka client settings in '" + file
                    + "': give a properties file such as security.protocol=SASL_SSL");
        }
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
        return settings;
    }
}
