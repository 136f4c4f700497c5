package space.penumbra.control.show;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import space.penumbra.control.view.FleetView;
import space.penumbra.control.view.OrbitView;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.LimitLevel;

/** Where nodes are and how they are, in parallel lists: small on the wire and quick to draw. Degrees, three decimals. */
public record Positions(
        Instant time,
        List<String> ids,
        List<Double> lat,
        List<Double> lon,
        List<LimitLevel> level,
        List<Illumination> illumination,
        List<Boolean> silent) {

    /** Of these nodes, at the view's time. */
    public static Positions of(FleetView view, Collection<NodeStatus> statuses) {
        int size = statuses.size();
        Positions positions = empty(view.time(), size);
        statuses.forEach(positions::add);
        return positions;
    }

    private static Positions empty(Instant time, int size) {
        return new Positions(
                time,
                new ArrayList<>(size),
                new ArrayList<>(size),
                new ArrayList<>(size),
                new ArrayList<>(size),
                new ArrayList<>(size),
                new ArrayList<>(size));
    }

    /** Of these nodes, where their orbits take them by then; the levels are those of now. A node without elements stays away. */
    public static Positions foreseen(FleetView view, Collection<NodeStatus> statuses, Instant time) {
        Positions positions = empty(time, statuses.size());
        OrbitView.Sky sky = view.orbits().new Sky(time);
        for (NodeStatus status : statuses) {
            sky.of(status.nodeId()).ifPresent(place -> {
                positions.ids.add(status.nodeId());
                positions.lat.add(rounded(place.lat()));
                positions.lon.add(rounded(place.lon()));
                positions.level.add(status.level());
                positions.illumination.add(place.illumination());
                positions.silent.add(status.silent());
            });
        }
        return positions;
    }

    private void add(NodeStatus status) {
        ids.add(status.nodeId());
        lat.add(rounded(status.latitudeDegrees()));
        lon.add(rounded(status.longitudeDegrees()));
        level.add(status.level());
        illumination.add(status.illumination());
        silent.add(status.silent());
    }

    private static double rounded(double degrees) {
        return Double.isNaN(degrees) ? degrees : Math.round(degrees * 1000) / 1000.0;
    }
}
