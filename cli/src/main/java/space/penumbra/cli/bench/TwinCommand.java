package space.penumbra.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.JsonFile;
import space.penumbra.cli.terminal.Table;
import space.penumbra.cli.terminal.UserError;

/** {@code penumbra bench twin}: how credible the simulated fleet is. */
@Command(
        name = "twin",
        description = {
            "The simulated fleet beside published figures: dose, upsets, eclipses, temperatures, utilisation, battery,"
                    + " with the error of each.",
            "",
            "The same options give the same figures; docs/twin-validation.md is what --out writes without others."
        },
        mixinStandardHelpOptions = true,
        footer = {"", "Example: penumbra bench twin --out docs/twin-validation.md"})
final class TwinCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            defaultValue = "100",
            description = "Nodes of the fleet that is flown: 1 to 100000 (default: ${DEFAULT-VALUE}).")
    private int nodes;

    @Option(
            names = "--hours",
            paramLabel = "H",
            defaultValue = "12",
            description = "Event time that it is flown: 1 to 720 (default: ${DEFAULT-VALUE}).")
    private int hours;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Seed of everything that is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the page here, as Markdown.")
    private Path out;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private Path json;

    @Override
    public Integer call() {
        require(nodes >= 1 && nodes <= 100_000, "--nodes must be from 1 to 100000, not " + nodes);
        require(hours >= 1 && hours <= 720, "--hours must be from 1 to 720, not " + hours);
        List<Comparison> orbits = new TwinOrbits().all();
        List<Comparison> fleet = new TwinFleet(nodes, hours, seed, "by-the-book").fly();
        List<Comparison> steady = new TwinFleet(nodes, hours, seed, "quiet").flySteadily();
        List<Comparison> all = new ArrayList<>(orbits);
        all.addAll(fleet);
        steady.forEach(row -> all.add(row.of("steady load: " + row.subject())));
        Table table = new Table("FIGURE", "UNIT", "TWIN", "PUBLISHED", "ERROR");
        for (Comparison row : all) {
            table.row(
                    row.subject(),
                    row.unit(),
                    Comparison.number(row.twin()),
                    Comparison.number(row.published()),
                    row.error());
        }
        table.print(spec.commandLine().getOut());
        if (out != null) {
            try {
                Files.writeString(out, page(orbits, fleet, steady));
            } catch (IOException e) {
                throw new UserError(
                        "cannot write " + out + " (" + e.getMessage() + "): choose a file that can be written", e);
            }
        }
        if (json != null) {
            JsonFile.write(json, values(all));
        }
        return 0;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private String page(List<Comparison> orbits, List<Comparison> fleet, List<Comparison> steady) {
        StringBuilder page = new StringBuilder("# The simulated fleet beside published figures\n\n");
        page.append("Written by `penumbra bench twin --out docs/twin-validation.md`; do not edit. The fleet flown has ")
                .append(nodes)
                .append(" nodes for ")
                .append(hours)
                .append(" h, seed ")
                .append(seed)
                .append(
                        ", scenario `by-the-book`; the last rows are of scenario `quiet`.\n\n## Orbits and designs\n\n");
        append(page, orbits);
        page.append("\n## A fleet with published load and batteries: scenario `by-the-book`\n\n");
        append(page, fleet);
        page.append("\n## The ordinary fleet, nearly at full load: scenario `quiet`\n\n");
        append(page, steady);
        page.append("""

                What is off, and why:

                - Mean fluxes are of the table alone, in the year of its field. At 30 degrees and 500 km an orbit only touches the rim of the anomaly, where a
                  table of 4 by 5 degrees is least sharp. The fleet flies with the drift of the anomaly since then.
                - An eclipse here is any part of the Sun covered by an oblate Earth; the published days take the shadow for a cylinder.
                - The radiator takes in the Earth's warmth, which the data sheet's figures leave out.
                - Nearly all upsets fall inside the anomaly because its edge is drawn at 10 protons above 30 MeV per cm² and second and heavier
                  cosmic rays are left out; for the same reason, and because half of the fleet flies at 30 degrees, it covers more time.
                - Upsets for each bit and day are far below flight figures, which are of bare memories of 2000 to 2015, bit by bit. What is published of
                  stacked memory contradicts them: in a proton beam 32 GB gave an uncorrectable error for 44 rad, 2.3e-9 cm²; if those are the 31.5 % of
                  events that hit more than one bit (V100, MICRO 2021), all events are 7e-9 cm², 2.6e-20 cm² a bit. The twin takes 3e-19, which is on the
                  cautious side of that; 1e-9 for each bit and day would be 2e-16, and 24,000 corrected errors for each uncorrectable one.
                  The next row compares what was measured on stacked memory. Both are constants of `UpsetSensitivity`.
                - Uncorrectable upsets are some dozens: chance alone is a sixth of them.
                - Temperatures are not those of a machine room, where air of 20 to 25 °C comes whatever the load. A radiator stands at the temperature that
                  sheds the heat: at the load that it is built for 46 to 57 °C, in agreement with the data sheet. The ordinary fleet's have a quarter to
                  spare, and GPUs over them are hotter than on the ground all the same.
                  At the load of published clusters it is far colder, and with it what is idle. Real loops are kept
                  above freezing by a bypass around the radiator, which the twin lacks: that is the error of the low quantiles, and it is the twin's.
                - How far a busy GPU stands over what cools it is less than on the ground: a cold plate takes the place of a heat sink in air.
                - The distribution of load is a fit to the same clusters (`MeasuredLoad`), so that its agreement shows the sampling to be right and no more. Only
                  whole servers were published; how the load is shared among GPUs of a node is not known.
                - Batteries by the design rule are discharged by less than it allows, for no node is at full load all the time. The ordinary fleet
                  has deliberately small batteries on three nodes in five and in scenario `quiet` nobody who decides, so that there is something to
                  decide; their floor is at a depth of 70 %.
                """);
        return page.toString();
    }

    private static void append(StringBuilder page, List<Comparison> rows) {
        page.append("| figure | unit | twin | published | error | source |\n|---|---|---|---|---|---|\n");
        for (Comparison row : rows) {
            page.append("| ")
                    .append(String.join(
                            " | ",
                            row.subject(),
                            row.unit(),
                            Comparison.number(row.twin()),
                            Comparison.number(row.published()),
                            row.error(),
                            row.source()))
                    .append(" |\n");
        }
    }

    private static Map<String, Object> values(List<Comparison> rows) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (Comparison row : rows) {
            Map<String, Object> value = new LinkedHashMap<>();
            value.put("unit", row.unit());
            value.put("twin", row.twin());
            value.put("published", row.published());
            value.put("source", row.source());
            values.put(row.subject(), value);
        }
        return values;
    }
}
