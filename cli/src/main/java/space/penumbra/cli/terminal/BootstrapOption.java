package space.penumbra.cli.terminal;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;
import space.penumbra.wire.KafkaAccess;

/** Where Kafka is: shared by every command that needs a broker. */
public final class BootstrapOption {

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            converter = HostPort.Converter.class,
            description = "Kafka brokers to start from.")
    private HostPort bootstrap;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Kafka client settings for TLS and logins, as Kafka's own tools take them (default: the file that"
                            + " the environment variable " + KafkaAccess.VARIABLE + " names, if any).")
    void kafkaConfig(Path file) {
        try {
            KafkaAccess.read(file);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
        System.setProperty(KafkaAccess.PROPERTY, file.toString());
    }

    public String bootstrap() {
        return bootstrap.text();
    }
}
