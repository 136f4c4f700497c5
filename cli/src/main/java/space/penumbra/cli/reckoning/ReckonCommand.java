package space.penumbra.cli.reckoning;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.BootstrapOption;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.topics.Broker;

/** {@code penumbra reckon}: what became of everything, counted from the topics alone. */
@Command(
        name = "reckon",
        description = {
            "Count from the topics what became of every frame, alarm and command: lost, done twice, or sound.",
            "",
            "Exit code 1 if anything was lost or done twice. Frames that the health job has not yet taken into a checkpoint"
                    + " count as lost: stop what publishes before, or give it --wait."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra reckon --bootstrap 127.0.0.1:9092 --wait 60"})
public final class ReckonCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private BootstrapOption kafka;

    @Option(
            names = "--wait",
            paramLabel = "S",
            defaultValue = "10",
            description = "Wait so long for the health job to take what is there (default: ${DEFAULT-VALUE}).")
    private int waitSeconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the counts here.")
    private Path json;

    @Override
    public Integer call() {
        Broker.reach(kafka.bootstrap()).close();
        new Drain(kafka.bootstrap()).await(Duration.ofSeconds(waitSeconds));
        Reckoning reckoning = Reckoning.of(kafka.bootstrap(), Reckoning.lastClock(kafka.bootstrap()));
        Map<String, Object> values = reckoning.values();
        values.remove("nodes");
        if (json != null) {
            JsonFile.write(json, values);
        }
        PrintWriter out = spec.commandLine().getOut();
        values.forEach((name, value) -> out.println(name + " " + value));
        reckoning.differingAlarms().forEach(out::println);
        out.flush();
        return reckoning.sound() ? 0 : 1;
    }
}
