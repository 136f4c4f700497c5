package space.penumbra.producers.twin;

import java.time.Instant;

/**
 * What a twin has done so far.
 *
 * @param nodes nodes of the fleet
 * @param framesPublished records put into {@code telemetry.frames} since the fleet's begin, over restarts: flawed and doubled ones included
 * @param framesThisRun those of this process
 * @param framesFlawed of those of this process, the ones damaged, doubled, implausible or late by the scenario
 * @param workloads workloads that are placed now
 * @param gpusHeldRatio share of the GPUs that they hold
 * @param commandsTaken commands received in this process, repetitions included
 * @param eventsEmitted stages reported in this process
 * @param sendsFailed records that Kafka gave up on
 * @param slips how often the fleet fell so far behind the wall clock that its clock was set anew
 * @param eventTime event time that the fleet has reached
 */
public record TwinStatistics(
        int nodes,
        long framesPublished,
        long framesThisRun,
        long framesFlawed,
        int workloads,
        double gpusHeldRatio,
        long commandsTaken,
        long eventsEmitted,
        long sendsFailed,
        long slips,
        Instant eventTime) {}
