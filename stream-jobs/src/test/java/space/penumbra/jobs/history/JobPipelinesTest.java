package space.penumbra.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.telemetry.RejectedRecord;
import space.penumbra.domain.telemetry.RejectionReason;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.jobs.Collected;
import space.penumbra.jobs.InfluxApi;
import space.penumbra.jobs.JobEnvironment;
import space.penumbra.jobs.JobSettings;
import space.penumbra.jobs.WireTypes;
import space.penumbra.jobs.health.BoundedNodes;
import space.penumbra.jobs.health.HealthJob;
import space.penumbra.jobs.health.HealthOutput;

/** The jobs between their sources and sinks, on a cluster with two tasks. */
class JobPipelinesTest {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER = new MiniClusterExtension(new MiniClusterResourceConfiguration.Builder()
            .setNumberTaskManagers(1)
            .setNumberSlotsPerTaskManager(2)
            .build());

    private static StreamExecutionEnvironment environment(JobSettings settings) {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        JobEnvironment.prepare(env, settings);
        // Here a failure shall end the test, not be tried again for ever.
        Configuration once = new Configuration();
        once.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        env.configure(once);
        return env;
    }

    private static List<TelemetryFrame> fleet() {
        List<TelemetryFrame> frames = new ArrayList<>();
        for (int second = 0; second < 180; second++) {
            for (int node = 0; node < 10; node++) {
                // Node 3 is hot in its second minute.
                double celsius = node == 3 && second >= 60 && second < 120 ? 90 : 60;
                frames.add(BoundedNodes.frame("n" + node, second, celsius));
            }
        }
        return frames;
    }

    @Test
    @Timeout(120)
    void writesOnePointPerNodeAndMinute() throws Exception {
        try (StubStore store = new StubStore()) {
            JobSettings settings = JobSettings.at("127.0.0.1:9")
                    .withParallelism(2)
                    .withHistory(store.url(), InfluxApi.V2, "penumbra", "", 60);
            StreamExecutionEnvironment env = environment(settings);
            HistoryJob.frames(BoundedNodes.frames(env, fleet()), 60)
                    .sinkTo(new StoreSink(settings))
                    .uid("store-sink");
            env.execute("history");

            // Ten nodes, three minutes; 60 frames of 90 degrees are their own mean.
            assertThat(store.lines).hasSize(30).allMatch(line -> line.startsWith("node,node=n"));
            assertThat(store.lines.stream().filter(line -> line.contains("gpuTemperatureMaxCelsius=90.0")))
                    .singleElement()
                    .asString()
                    .startsWith("node,node=n3 ")
                    .endsWith(" 1782043260000");
        }
    }

    @Test
    @Timeout(120)
    void raisesTheOneAlarmAndGivesEveryNodeItsStatus() throws Exception {
        StreamExecutionEnvironment env =
                environment(JobSettings.at("127.0.0.1:9").withParallelism(2));
        HealthOutput found = HealthJob.monitor(
                BoundedNodes.frames(env, fleet()),
                env.fromData(List.<LimitRule>of(rule()), WireTypes.of(LimitRule.class))
                        .uid("rules"));
        Collected alarms = new Collected("alarms");
        Collected statuses = new Collected("statuses");
        found.alarms()
                .map(JobPipelinesTest::text, Types.STRING)
                .uid("alarm-texts")
                .sinkTo(alarms)
                .uid("alarms");
        found.status()
                .map(NodeStatus::nodeId, Types.STRING)
                .uid("status-nodes")
                .sinkTo(statuses)
                .uid("statuses");
        env.execute("health");

        assertThat(alarms.values()).containsExactly("n3/gpu-temperature RAISED", "n3/gpu-temperature RETURNED");
        assertThat(statuses.values()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(statuses.values().stream().distinct()).hasSize(10);
    }

    @Test
    @Timeout(120)
    void countsWhatWasDivertedByMinuteAndReasonThoughItComesOutOfOrder() throws Exception {
        long noon = 1782043200000L;
        RejectedRecord duplicate = new RejectedRecord(
                "telemetry.frames", 0, 7, "n1", RejectionReason.DUPLICATE, "", new byte[0], Instant.ofEpochMilli(noon));
        DeliveryFailure given =
                new DeliveryFailure("m-1", "on-call", "{}", 6, "503", Instant.ofEpochMilli(noon + 61_000));
        DeliveryFailure taken = new DeliveryFailure("m-1", "on-call", "", 1, "", Instant.ofEpochMilli(noon + 125_000));
        List<Diversion> diversions = List.of(
                Diversion.of(duplicate),
                Diversion.of(given),
                new Diversion("rejected", "telemetry.frames", "DUPLICATE", noon + 60_000),
                new Diversion("rejected", "telemetry.frames", "DUPLICATE", noon + 59_999),
                new Diversion("rejected", "telemetry.frames", "TOO_LATE", noon),
                Diversion.of(taken));
        try (StubStore store = new StubStore()) {
            JobSettings settings = JobSettings.at("127.0.0.1:9")
                    .withParallelism(1)
                    .withHistory(store.url(), InfluxApi.V2, "penumbra", "", 60);
            StreamExecutionEnvironment env = environment(settings);
            HistoryJob.diversions(env.fromData(diversions, TypeInformation.of(Diversion.class))
                            .uid("diversions"))
                    .sinkTo(new StoreSink(settings))
                    .uid("store-sink");
            env.execute("history");

            assertThat(store.lines)
                    .containsExactlyInAnyOrder(
                            "diverted,kind=rejected,place=telemetry.frames,reason=DUPLICATE count=1i " + noon,
                            "diverted,kind=undelivered,place=on-call,reason=GIVEN_UP count=1i " + (noon + 60_000),
                            "diverted,kind=rejected,place=telemetry.frames,reason=DUPLICATE count=1i "
                                    + (noon + 60_000),
                            // The same point again, with a higher count: it replaces the first.
                            "diverted,kind=rejected,place=telemetry.frames,reason=DUPLICATE count=2i " + noon,
                            "diverted,kind=rejected,place=telemetry.frames,reason=TOO_LATE count=1i " + noon,
                            "diverted,kind=delivered-later,place=on-call,reason=SENT_AGAIN count=1i "
                                    + (noon + 120_000));
        }
    }

    private static String text(AlarmEvent event) {
        return event.alarmKey() + " " + event.change();
    }

    private static LimitRule rule() {
        return DefaultRules.all().get(0);
    }
}
