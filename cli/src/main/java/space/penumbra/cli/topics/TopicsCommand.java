package space.penumbra.cli.topics;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.Table;
import space.penumbra.wire.Cleanup;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** {@code penumbra topics}: the typed catalogue against a cluster. */
@Command(
        name = "topics",
        description = "Create, check or list Penumbra's topics on a Kafka cluster.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "create|check|list",
        footer = {"", "Example: penumbra topics create --bootstrap kafka.example.net:9092 --replication 3"})
public final class TopicsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing one of create, check, list");
    }

    @Command(
            name = "create",
            description = "Create the topics that the cluster does not have; what exists is left as it is.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra topics create --bootstrap 127.0.0.1:9092"})
    int create(
            @Mixin BootstrapOption kafka,
            @Option(
                            names = "--replication",
                            paramLabel = "N",
                            description = "Copies of each partition (default: the cluster's own default).")
                    Short replication) {
        if (replication != null && replication < 1) {
            throw new ParameterException(
                    spec.subcommands().get("create"), "--replication must be 1 or more, not " + replication);
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Broker.reach(kafka.bootstrap())) {
            List<String> created = new Catalogue(admin).createMissing(Optional.ofNullable(replication));
            created.forEach(name -> out.println("created " + name));
            out.println(created.size() + " created, " + (Topics.all().size() - created.size()) + " there already");
            out.flush();
        }
        return 0;
    }

    @Command(
            name = "check",
            description = "Compare the cluster with the catalogue; exit code 1 if anything differs.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra topics check --bootstrap 127.0.0.1:9092"})
    int check(@Mixin BootstrapOption kafka) {
        PrintWriter out = spec.commandLine().getOut();
        try (Admin admin = Broker.reach(kafka.bootstrap())) {
            List<String> differences = new Catalogue(admin).differences();
            differences.forEach(out::println);
            out.println(
                    differences.isEmpty()
                            ? "all " + Topics.all().size() + " topics are as the catalogue wants them"
                            : differences.size() + " differences");
            out.flush();
            return differences.isEmpty() ? 0 : 1;
        }
    }

    @Command(
            name = "list",
            description = "Show the catalogue and what the cluster holds of it.",
            mixinStandardHelpOptions = true,
            footer = {"", "Example: penumbra topics list --bootstrap 127.0.0.1:9092"})
    int list(@Mixin BootstrapOption kafka) {
        Table table = new Table("TOPIC", "KEY", "VALUE", "PARTITIONS", "RECORDS", "KEPT", "ABOUT");
        try (Admin admin = Broker.reach(kafka.bootstrap())) {
            Map<String, Catalogue.Held> held = new Catalogue(admin).held();
            for (Topic<?> topic : Topics.all()) {
                Catalogue.Held here = held.get(topic.name());
                table.row(
                        topic.name(),
                        topic.key(),
                        topic.codec().typeName(),
                        here == null ? "missing" : here.partitions(),
                        here == null ? null : here.records(),
                        kept(topic),
                        topic.about());
            }
        }
        table.print(spec.commandLine().getOut());
        return 0;
    }

    private static String kept(Topic<?> topic) {
        Duration retention = topic.retention();
        String days = retention.toDays() + " days";
        if (topic.cleanup() == Cleanup.DELETE) {
            return days;
        }
        return topic.cleanup() == Cleanup.COMPACT ? "latest of each key" : "latest of each key, " + days;
    }
}
