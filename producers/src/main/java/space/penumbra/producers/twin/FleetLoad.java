package space.penumbra.producers.twin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.TelemetryFrame;

/**
 * A large fleet as a load for measurements: the same twins as always, in shards that share nothing, so that threads can take them in turn and each
 * works on what fits its cache. Shards are advanced by several reports at a time; within a shard, event time goes evenly. Only the making of it is
 * thread-safe; a shard belongs to one thread at a time.
 */
public final class FleetLoad {

    /**
     * Nodes of a shard. What a node is made of takes some four kilobytes, the pack of its frames another six: a shard and its packs stay in the
     * second-level cache of a core (a megabyte) while it is advanced by ten reports. With 2,000 nodes it costs twice the time.
     */
    private static final int SHARD_NODES = 64;

    private final List<Shard> shards;

    private FleetLoad(List<Shard> shards) {
        this.shards = shards;
    }

    /**
     * The designed constellation with its first work.
     *
     * @param nodes 1 to {@value TwinSettings#MOST_NODES}
     * @param seed of everything that is drawn
     * @param start event time of the begin, rounded down to whole 10 s
     */
    public static FleetLoad of(int nodes, long seed, Scenario scenario, Instant start) {
        long begin = Math.floorDiv(start.toEpochMilli(), FleetTwin.STEP_MILLIS) * FleetTwin.STEP_MILLIS;
        TwinSettings settings = new TwinSettings(
                "in-process", nodes, seed, 1, FleetTwin.STEP_MILLIS / 1000.0, scenario.name(), null, null, start);
        List<NodeDesign> designs = FleetDesigner.design(settings, scenario.fleet(), Instant.ofEpochMilli(begin));
        List<Shard> shards = new ArrayList<>();
        SunClock sun = new SunClock();
        for (int first = 0; first < designs.size(); first += SHARD_NODES) {
            List<NodeDesign> part = designs.subList(first, Math.min(designs.size(), first + SHARD_NODES));
            Relay relay = new Relay();
            FleetTwin twin = new FleetTwin(
                    part, scenario, Dice.mix(seed, first, 0x5A), settings.reportIntervalSeconds(), begin, relay, sun);
            twin.fill();
            shards.add(new Shard(twin, relay));
        }
        return new FleetLoad(shards);
    }

    public List<Shard> shards() {
        return shards;
    }

    /** A part of the fleet. */
    public static final class Shard {

        private final FleetTwin twin;
        private final Relay relay;

        private Shard(FleetTwin twin, Relay relay) {
            this.twin = twin;
            this.relay = relay;
        }

        public int nodes() {
            return twin.designs().size();
        }

        public NodeSpec spec(int node) {
            return twin.designs().get(node).spec();
        }

        /** Advances it by so many reports of each node; what it makes goes to the sink. */
        public void advance(int reports, TwinSink sink) {
            relay.to = sink;
            twin.advanceTo(twin.timeMillis() + reports * FleetTwin.STEP_MILLIS);
        }
    }

    /** A sink that can be changed. */
    private static final class Relay implements TwinSink {

        private TwinSink to = Nowhere.INSTANCE;

        @Override
        public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
            to.frame(node, frame, flaw);
        }

        @Override
        public void workload(Workload workload) {
            to.workload(workload);
        }

        @Override
        public void event(CommandEvent event) {
            to.event(event);
        }
    }

    /** For the first work, which nobody is told of. */
    private enum Nowhere implements TwinSink {
        INSTANCE;

        @Override
        public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {
            // Nobody listens yet.
        }

        @Override
        public void workload(Workload workload) {
            // Nobody listens yet.
        }

        @Override
        public void event(CommandEvent event) {
            // Nobody listens yet.
        }
    }
}
