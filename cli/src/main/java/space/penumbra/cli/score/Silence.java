package space.penumbra.cli.score;

import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.producers.twin.FrameFlaw;
import space.penumbra.producers.twin.TwinSink;

/** Hears nothing: for a fleet of which only the design is wanted. */
final class Silence implements TwinSink {

    @Override
    public void frame(int node, TelemetryFrame frame, FrameFlaw flaw) {}

    @Override
    public void workload(Workload workload) {}

    @Override
    public void event(CommandEvent event) {}
}
