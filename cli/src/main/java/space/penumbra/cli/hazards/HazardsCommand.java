package space.penumbra.cli.hazards;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import space.penumbra.cli.terminal.InstantConverter;
import space.penumbra.cli.terminal.Progress;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.ground.LinkFinder;

/** {@code penumbra hazards}: the windows of a file of orbits, as the forecasts job would find them, without a broker. */
@Command(
        name = "hazards",
        description = {
            "Forecast eclipses, radiation, contacts and links for a file of orbits.",
            "",
            "Writes CSV: node,kind,start,end,detail with UTC times to the millisecond. A window that overlaps the"
                    + " asked span is given whole (links are cut at its ends). The penumbra row spans the passage from"
                    + " first to last contact.",
            "",
            "Orbits of 225 minutes and more (deep space), decayed ones and malformed sets are left out, each with its"
                    + " reason on standard error."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example: penumbra hazards --orbits starlink.tle --from 2026-05-31T00:00:00Z --hours 3 --out windows.csv"
        })
public final class HazardsCommand implements Callable<Integer> {

    private static final int BATCH = 256;
    private static final Duration STALE = Duration.ofDays(14);

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--orbits",
            required = true,
            paramLabel = "FILE",
            description = "Element sets: TLE, or OMM as JSON, XML, KVN or CSV.")
    private Path orbits;

    @Option(
            names = "--from",
            required = true,
            paramLabel = "ISO",
            converter = InstantConverter.class,
            description = "Begin of the span, such as 2026-05-31T00:00:00Z.")
    private Instant from;

    @Option(
            names = "--hours",
            required = true,
            paramLabel = "H",
            description = "Length of the span: above 0, up to 8784.")
    private double hours;

    @Option(
            names = "--kinds",
            paramLabel = "KIND[,...]",
            defaultValue = "eclipse,saa",
            converter = Kinds.Converter.class,
            description =
                    "What to look for: eclipse (umbra and penumbra), umbra, penumbra, saa, solar-proton (where a storm's"
                            + " protons reach), contact (with ground stations), link (default: ${DEFAULT-VALUE}).")
    private Kinds kinds;

    @Option(
            names = "--kp",
            paramLabel = "KP",
            defaultValue = "2",
            description = "Planetary index that solar-proton rests on: 0 to 9 (default: ${DEFAULT-VALUE}).")
    private double kp;

    @Option(
            names = "--ground-stations",
            paramLabel = "FILE",
            description =
                    "Stations for contact: CSV with name,latitude,longitude,heightKm,mask (default: 14 sites in use).")
    private Path groundStations;

    @Option(names = "--link-to", paramLabel = "NODE", description = "Other end of the links: a name in the file.")
    private String linkTo;

    @Option(
            names = "--longest-link",
            paramLabel = "KM",
            defaultValue = "" + LinkFinder.DEFAULT_LONGEST_KM,
            description = "How far a laser link reaches: above 0 (default: ${DEFAULT-VALUE}).")
    private double longestLinkKm;

    @Option(names = "--out", paramLabel = "FILE", description = "Where the CSV goes (default: standard output).")
    private Path out;

    @Override
    public Integer call() {
        if (!(hours > 0 && hours <= 8784)) {
            throw new ParameterException(
                    spec.commandLine(), "--hours must be above 0 and at most 8784 (a year), not " + hours);
        }
        if (!(kp >= 0 && kp <= 9)) {
            throw new ParameterException(spec.commandLine(), "--kp must be from 0 to 9, not " + kp);
        }
        if (!(longestLinkKm > 0)) {
            throw new ParameterException(spec.commandLine(), "--longest-link must be above 0, not " + longestLinkKm);
        }
        List<MeanElements> elements = onePerSatellite(OrbitFile.read(orbits, this::warn));
        Instant to = from.plusMillis(Math.round(hours * 3_600_000));
        warnOfOldElements(elements);
        WindowSearch search = new WindowSearch(
                from,
                to,
                kinds,
                new WindowSearch.Surroundings(
                        stations(), kp, kinds.has(HazardKind.LINK) ? partner(elements) : null, longestLinkKm));
        int unusable = 0;
        try (Writer csv = open();
                Progress progress = Progress.of("Looking for hazards", elements.size())) {
            csv.write("node,kind,start,end,detail\n");
            for (int begin = 0; begin < elements.size(); begin += BATCH) {
                List<MeanElements> batch = elements.subList(begin, Math.min(elements.size(), begin + BATCH));
                List<NodeWindows> found = IntStream.range(0, batch.size())
                        .parallel()
                        .mapToObj(i -> search.of(batch.get(i)))
                        .toList();
                for (NodeWindows windows : found) {
                    csv.write(windows.rows());
                    if (!windows.problem().isEmpty()) {
                        unusable++;
                        warn(windows.problem());
                    }
                }
                progress.at(begin + batch.size());
            }
        } catch (IOException e) {
            throw new UserError(
                    "cannot write " + out + " (" + e.getMessage() + "): choose a file that can be written", e);
        }
        if (unusable == elements.size()) {
            throw new UserError("none of the " + unusable + " orbits in " + orbits + " could be followed");
        }
        return 0;
    }

    /** Of several sets of a satellite the one whose epoch is nearest to the span. */
    private List<MeanElements> onePerSatellite(List<MeanElements> all) {
        Map<String, MeanElements> nearest = new LinkedHashMap<>();
        for (MeanElements set : all) {
            nearest.merge(set.noradId() + " " + WindowSearch.nodeName(set), set, this::nearer);
        }
        int rest = all.size() - nearest.size();
        if (rest > 0) {
            warn(rest + " of " + all.size() + " element sets left out: their satellites have one nearest to --from");
        }
        return List.copyOf(nearest.values());
    }

    private MeanElements nearer(MeanElements one, MeanElements other) {
        Duration first = Duration.between(one.epoch(), from).abs();
        return first.compareTo(Duration.between(other.epoch(), from).abs()) <= 0 ? one : other;
    }

    private GroundNetwork stations() {
        if (groundStations == null) {
            return GroundNetwork.DEFAULT;
        }
        try {
            return GroundNetwork.parse(Files.readString(groundStations));
        } catch (IOException e) {
            throw new UserError("cannot read " + groundStations + ": name a file with ground stations", e);
        } catch (IllegalArgumentException e) {
            throw new UserError(groundStations + ": " + e.getMessage(), e);
        }
    }

    private MeanElements partner(List<MeanElements> elements) {
        if (linkTo == null) {
            throw new ParameterException(spec.commandLine(), "--kinds link needs --link-to, the node at the other end");
        }
        return elements.stream()
                .filter(set -> WindowSearch.nodeName(set).equals(linkTo.strip()))
                .findFirst()
                .orElseThrow(() -> new UserError(orbits + " has no node " + linkTo + ": name one of its nodes"));
    }

    private Writer open() throws IOException {
        if (out != null) {
            return Files.newBufferedWriter(out);
        }
        PrintWriter standard = spec.commandLine().getOut();
        return new BufferedWriter(standard) {
            @Override
            public void close() throws IOException {
                flush();
                if (standard.checkError()) {
                    throw new UncheckedIOException(new IOException("the reader of the output went away"));
                }
            }
        };
    }

    private void warnOfOldElements(List<MeanElements> elements) {
        long old = elements.stream()
                .filter(set -> Duration.between(set.epoch(), from).abs().compareTo(STALE) > 0)
                .count();
        if (old > 0) {
            warn(old + " of " + elements.size() + " element sets are more than " + STALE.toDays()
                    + " days away from --from: their windows may be minutes off");
        }
    }

    private void warn(String sentence) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("penumbra hazards: " + sentence);
        err.flush();
    }
}
