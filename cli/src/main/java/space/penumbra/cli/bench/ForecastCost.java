package space.penumbra.cli.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import space.penumbra.domain.hazard.CommonFacts;
import space.penumbra.domain.hazard.HazardKeeper;
import space.penumbra.domain.hazard.HazardSchedule;
import space.penumbra.domain.hazard.NodeFacts;
import space.penumbra.domain.hazard.NodeTrend;
import space.penumbra.domain.hazard.Storm;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.orbit.constellation.Constellation;
import space.penumbra.orbit.constellation.ConstellationSlot;
import space.penumbra.orbit.constellation.Shell;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.ground.LinkFinder;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.orbit.radiation.SaaFinder;
import space.penumbra.orbit.radiation.SaaMap;
import space.penumbra.orbit.shadow.EclipseFinder;
import space.penumbra.orbit.sun.SunTrack;

/** What the parts of a forecast cost one core, in CPU time of this thread. Not thread-safe. */
final class ForecastCost {

    /** Blocks this large are timed at once: reading the clock costs as much as a satellite. */
    private static final int BLOCK = 500;

    /** A schedule is extended when so much of its horizon has gone by, as the forecasts job does by default. */
    static final Duration RHYTHM = Duration.ofMinutes(30);

    private final Constellation fleet;
    private final Instant from;
    private final Duration horizon;
    private final SunTrack track;
    private final SaaMap anomaly;
    private final CpuClock cpu;

    private final EclipseFinder eclipses = new EclipseFinder();
    private final SaaFinder passes = new SaaFinder();
    private final LinkFinder links = new LinkFinder();
    private final Map<String, Integer> planesOf;
    private long windows;
    private long saaWindows;
    private long readyNanos;
    private long eclipseNanos;
    private long saaNanos;
    private long linkNanos;
    private long linkWindows;
    private long anewNanos;
    private long onwardNanos;
    private int kept;

    ForecastCost(Constellation fleet, Instant from, Duration horizon, SunTrack track, SaaMap anomaly, CpuClock cpu) {
        this.fleet = fleet;
        this.from = from;
        this.horizon = horizon;
        this.track = track;
        this.anomaly = anomaly;
        this.cpu = cpu;
        this.planesOf = fleet.shells().stream().collect(Collectors.toMap(Shell::name, Shell::planes));
    }

    /** Times the searches for so many satellites of the fleet, spread over it; told how many are done. */
    void search(int satellites, IntConsumer done) {
        double begin = from.toEpochMilli();
        double end = from.plus(horizon).toEpochMilli();
        for (int first = 0; first < satellites; first += BLOCK) {
            MeanElements[] sets = sets(first, Math.min(satellites, first + BLOCK), satellites);
            Sgp4[] orbits = new Sgp4[sets.length];
            long start = cpu.nanos();
            for (int i = 0; i < sets.length; i++) {
                orbits[i] = new Sgp4(sets[i]);
            }
            long ready = cpu.nanos();
            for (Sgp4 orbit : orbits) {
                eclipses.find(orbit, track, begin, end, (kind, in, out) -> windows++);
            }
            long dark = cpu.nanos();
            for (Sgp4 orbit : orbits) {
                saaWindows +=
                        passes.find(orbit, anomaly, (long) begin, (long) end).size();
            }
            readyNanos += ready - start;
            eclipseNanos += dark - ready;
            long passed = cpu.nanos();
            saaNanos += passed - dark;
            for (int i = 0; i < orbits.length; i++) {
                link((int) ((long) (first + i) * fleet.nodes() / satellites), orbits[i], begin, end);
            }
            linkNanos += cpu.nanos() - passed;
            done.accept(first + sets.length);
        }
    }

    /** Laser links to the next ahead and behind and to the nodes at the same place in the planes beside it. */
    private void link(int index, Sgp4 orbit, double begin, double end) {
        ConstellationSlot own = fleet.slot(index);
        int planes = planesOf.get(own.shell());
        for (int step : new int[] {planes, -planes, 1, -1}) {
            int other = index + step;
            boolean inFleet = other >= 0 && other < fleet.nodes();
            ConstellationSlot slot = inFleet ? fleet.slot(other) : null;
            if (slot != null && slot.shell().equals(own.shell()) && Math.abs(slot.plane() - own.plane()) <= 1) {
                links.find(
                        orbit,
                        new Sgp4(slot.elements()),
                        LinkFinder.DEFAULT_LONGEST_KM,
                        begin,
                        end,
                        (open, shut) -> linkWindows++);
            }
        }
    }

    /** Times what the job does for each node: the whole forecast once, and then what it takes to keep it fresh. */
    void keep(int satellites) {
        HazardKeeper keeper = new HazardKeeper(horizon, GroundNetwork.NONE);
        CommonFacts common = new CommonFacts(Storm.NONE, new RuleBook(DefaultRules.all()), List.of());
        for (int first = 0; first < satellites; first += BLOCK) {
            MeanElements[] sets = sets(first, Math.min(satellites, first + BLOCK), satellites);
            NodeFacts[] nodes = new NodeFacts[sets.length];
            HazardSchedule[] schedules = new HazardSchedule[sets.length];
            for (int i = 0; i < sets.length; i++) {
                nodes[i] = new NodeFacts(sets[i], null, NodeTrend.NONE);
            }
            long start = cpu.nanos();
            for (int i = 0; i < sets.length; i++) {
                schedules[i] = keeper.anew(null, nodes[i], common, from).orElseThrow();
            }
            long whole = cpu.nanos();
            for (int i = 0; i < sets.length; i++) {
                keeper.onward(schedules[i], nodes[i], common, from.plus(RHYTHM)).orElseThrow();
            }
            anewNanos += whole - start;
            onwardNanos += cpu.nanos() - whole;
            kept += sets.length;
        }
    }

    private MeanElements[] sets(int first, int end, int satellites) {
        MeanElements[] sets = new MeanElements[end - first];
        for (int i = 0; i < sets.length; i++) {
            sets[i] = fleet.slot((int) ((long) (first + i) * fleet.nodes() / satellites))
                    .elements();
        }
        return sets;
    }

    /** Umbra and penumbra windows found. */
    long windows() {
        return windows;
    }

    long saaWindows() {
        return saaWindows;
    }

    /** Making an element set ready for propagation. */
    double readySeconds() {
        return readyNanos / 1e9;
    }

    double eclipseSeconds() {
        return eclipseNanos / 1e9;
    }

    double saaSeconds() {
        return saaNanos / 1e9;
    }

    /** Laser links to at most four neighbours, with making their elements ready. */
    double linkSeconds() {
        return linkNanos / 1e9;
    }

    long linkWindows() {
        return linkWindows;
    }

    /** A whole schedule of one node, with its windows as objects and sentences, microseconds. */
    double anewMicros() {
        return anewNanos / 1e3 / kept;
    }

    /** Extending a schedule by {@link #RHYTHM}, microseconds a node. */
    double onwardMicros() {
        return onwardNanos / 1e3 / kept;
    }
}
