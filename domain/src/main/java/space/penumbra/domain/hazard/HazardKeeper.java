package space.penumbra.domain.hazard;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.hazard.HazardKind.Origin;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.orbit.propagation.PropagationException;

/**
 * Keeps the hazard schedule of a node up to date and computes no more than what changed: new elements anew what the orbit tells, the passing of
 * time only the stretch that comes into sight, a storm its passes, telemetry its two kinds, a plan its windows. Each answer is the next version
 * of the schedule, or nothing if there is nothing to tell. Not thread-safe: one keeper a thread.
 */
public final class HazardKeeper {

    private final HazardForecaster forecaster;
    private final Duration horizon;
    private final boolean contacts;

    /**
     * @param horizon how far to look
     * @param stations that hear the fleet; without any, nothing is said of contact
     */
    public HazardKeeper(Duration horizon, GroundNetwork stations) {
        this.forecaster = new HazardForecaster(stations);
        this.horizon = horizon;
        this.contacts = !stations.isEmpty();
    }

    /**
     * The whole forecast: for a first version, and when the elements changed.
     *
     * @throws PropagationException when the orbit cannot be followed
     */
    public Optional<HazardSchedule> anew(
            @Nullable HazardSchedule before, NodeFacts node, CommonFacts common, Instant now) {
        Instant until = now.plus(horizon);
        List<HazardWindow> orbit = new ArrayList<>(forecaster.orbit(node.elements(), node.spec(), now, until));
        orbit.addAll(forecaster.links(node, now, until));
        List<HazardWindow> telemetry = before == null ? List.of() : only(before, Origin.TELEMETRY, now);
        List<HazardWindow> found = all(node, common, orbit, telemetry, until, now);
        return HazardRevision.of(
                before, node.nodeId(), found, until, node.elements().epoch(), now);
    }

    /**
     * The same as time goes on: what is known stays, and only what lies between its horizon and the new one is looked for.
     *
     * @throws PropagationException when the orbit cannot be followed
     */
    public Optional<HazardSchedule> onward(HazardSchedule before, NodeFacts node, CommonFacts common, Instant now) {
        Instant until = now.plus(horizon);
        if (before.horizon().isBefore(now)) {
            return anew(before, node, common, now);
        }
        if (!until.isAfter(before.horizon())) {
            return Optional.empty();
        }
        List<HazardWindow> orbit = only(before, Origin.ORBIT, now);
        orbit.removeIf(window -> window.kind() == HazardKind.NO_CONTACT);
        orbit.addAll(only(before, Origin.NEIGHBOURS, now));
        forecaster.orbit(node.elements(), node.spec(), before.horizon(), until).forEach(window -> join(orbit, window));
        forecaster.links(node, before.horizon(), until).forEach(window -> join(orbit, window));
        List<HazardWindow> found = all(node, common, orbit, only(before, Origin.TELEMETRY, now), until, now);
        return Optional.of(
                HazardRevision.further(before, found, until, node.elements().epoch(), now));
    }

    /**
     * After a change of the space weather: the passes through what solar protons reach.
     *
     * @throws PropagationException when the orbit cannot be followed
     */
    public Optional<HazardSchedule> weather(HazardSchedule before, NodeFacts node, CommonFacts common, Instant now) {
        return replaced(
                before,
                node,
                Origin.WEATHER,
                forecaster.storm(node.elements(), node.spec(), common.storm(), now, before.horizon()),
                now);
    }

    /**
     * After a change of who flies nearby: the laser links.
     *
     * @throws PropagationException when the orbit cannot be followed
     */
    public Optional<HazardSchedule> neighbours(HazardSchedule before, NodeFacts node, Instant now) {
        return replaced(before, node, Origin.NEIGHBOURS, forecaster.links(node, now, before.horizon()), now);
    }

    /** After a status of the node: what its telemetry lets expect. */
    public Optional<HazardSchedule> telemetry(HazardSchedule before, NodeFacts node, CommonFacts common, Instant now) {
        List<HazardWindow> windows = node.spec() == null
                ? List.of()
                : TelemetryHazards.of(before, node.spec(), node.trend(), common.rules(), now, before.horizon());
        if (windows.isEmpty() && !has(before, Origin.TELEMETRY)) {
            return Optional.empty();
        }
        return replaced(before, node, Origin.TELEMETRY, windows, now);
    }

    /** After a change of the plans for maintenance. */
    public Optional<HazardSchedule> maintenance(
            HazardSchedule before, NodeFacts node, CommonFacts common, Instant now) {
        return replaced(before, node, Origin.OPERATOR, planned(node, common, before.horizon()), now);
    }

    private List<HazardWindow> all(
            NodeFacts node,
            CommonFacts common,
            List<HazardWindow> orbit,
            List<HazardWindow> telemetry,
            Instant until,
            Instant now) {
        List<HazardWindow> found = new ArrayList<>(orbit);
        if (contacts && node.onlyByGround()) {
            found.addAll(silences(orbit, now, until));
        }
        found.addAll(telemetry);
        found.addAll(forecaster.storm(node.elements(), node.spec(), common.storm(), now, until));
        found.addAll(planned(node, common, until));
        return found;
    }

    private static Optional<HazardSchedule> replaced(
            HazardSchedule before, NodeFacts node, Origin origin, List<HazardWindow> windows, Instant now) {
        List<HazardWindow> found = new ArrayList<>(windows);
        for (HazardWindow window : before.windows()) {
            if (window.kind().origin() != origin) {
                found.add(window);
            }
        }
        return HazardRevision.of(before, node.nodeId(), found, before.horizon(), before.elementsEpoch(), now);
    }

    private static List<HazardWindow> planned(NodeFacts node, CommonFacts common, Instant until) {
        List<HazardWindow> windows = new ArrayList<>();
        for (Maintenance plan : common.plans()) {
            if (!plan.calledOff() && plan.start().isBefore(until) && plan.concerns(node.nodeId(), node.spec())) {
                windows.add(plan.window());
            }
        }
        return windows;
    }

    /** The times between contacts. */
    private static List<HazardWindow> silences(List<HazardWindow> windows, Instant now, Instant until) {
        List<HazardWindow> silences = new ArrayList<>();
        Instant since = now;
        double sinceSigma = 0;
        for (HazardWindow window : windows) {
            if (window.kind() != HazardKind.GROUND_CONTACT) {
                continue;
            }
            if (window.start().isAfter(since)) {
                silences.add(silence(since, window.start(), sinceSigma, window.startSigmaSeconds()));
            }
            since = window.end();
            sinceSigma = window.endSigmaSeconds();
        }
        if (until.isAfter(since)) {
            silences.add(silence(since, until, sinceSigma, HazardForecaster.OPEN_END_SECONDS));
        }
        return silences;
    }

    private static HazardWindow silence(Instant start, Instant end, double startSigma, double endSigma) {
        return new HazardWindow(
                "",
                HazardKind.NO_CONTACT,
                start,
                end,
                startSigma,
                endSigma,
                1,
                0,
                "no ground station hears it, and it has no link");
    }

    private static List<HazardWindow> only(HazardSchedule schedule, Origin origin, Instant now) {
        List<HazardWindow> windows = new ArrayList<>();
        for (HazardWindow window : schedule.windows()) {
            if (window.kind().origin() == origin && window.end().isAfter(now)) {
                windows.add(window);
            }
        }
        return windows;
    }

    private static boolean has(HazardSchedule schedule, Origin origin) {
        for (HazardWindow window : schedule.windows()) {
            if (window.kind().origin() == origin) {
                return true;
            }
        }
        return false;
    }

    /** Adds a window, or lets it prolong one that touched the old horizon: all but belts and chains of contacts were given whole then. */
    private static void join(List<HazardWindow> windows, HazardWindow window) {
        for (int i = 0; i < windows.size(); i++) {
            HazardWindow known = windows.get(i);
            if (same(known, window)) {
                if (window.end().isAfter(known.end())) {
                    windows.set(i, window.from(known.start(), known.startSigmaSeconds()));
                }
                return;
            }
        }
        windows.add(window);
    }

    private static boolean same(HazardWindow one, HazardWindow other) {
        // Links are cut at the old horizon, and go on from there.
        boolean cut = one.kind() == HazardKind.LINK && one.end().equals(other.start());
        return one.kind() == other.kind()
                && (cut || one.start().isBefore(other.end()) && other.start().isBefore(one.end()));
    }
}
