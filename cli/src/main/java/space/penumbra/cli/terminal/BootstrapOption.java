package space.penumbra.cli.terminal;

import picocli.CommandLine.Option;

/** Where Kafka is: shared by every command that needs a broker. */
public final class BootstrapOption {

    @Option(
            names = "--bootstrap",
            required = true,
            paramLabel = "HOST:PORT[,...]",
            converter = HostPort.Converter.class,
            description = "Kafka brokers to start from.")
    private HostPort bootstrap;

    public String bootstrap() {
        return bootstrap.text();
    }
}
