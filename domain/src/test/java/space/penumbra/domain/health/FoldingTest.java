package space.penumbra.domain.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.residual.FalseAlarmBudget;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** A node in the Sun at steady load, its battery going up and down. */
class FoldingTest implements HealthSink {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final int GPUS = 8;

    private final List<AlarmEvent> alarms = new ArrayList<>();
    private final NodeHealth node = new NodeHealth();
    private final SplittableRandom dice = new SplittableRandom(3);
    private HealthMonitor monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this);
    private NodeStatus status;
    private long sequence;
    private double charge = 0.8;
    private double heat;
    private boolean dark;

    FoldingTest() {
        monitor.spec(node, spec(7000));
    }

    private static NodeSpec spec(double coolingWatts) {
        return new NodeSpec(
                "n",
                "twin",
                "",
                "s",
                0,
                GPUS,
                80,
                75,
                700,
                1000,
                10_000,
                5000,
                0.3,
                coolingWatts,
                100,
                20,
                "orbital",
                false,
                NOON);
    }

    @Override
    public void alarm(AlarmEvent event) {
        alarms.add(event);
    }

    @Override
    public void status(NodeStatus newest) {
        status = newest;
    }

    private double noisy(double value, double sigma) {
        return value + sigma * (dice.nextDouble() + dice.nextDouble() + dice.nextDouble() - 1.5) * 2;
    }

    private void frames(int count, Consumer<TelemetryFrame> change) {
        for (int i = 0; i < count; i++) {
            double solar = dark ? 0 : 9_800;
            double power = 6_000 - solar;
            charge -= (power > 0 ? power / 0.96 : power * 0.96) * 20 / 3600 / 5000;
            charge = Math.max(0, Math.min(1, charge));
            float[] celsius = new float[GPUS];
            float[] watts = new float[GPUS];
            float[] use = new float[GPUS];
            for (int gpu = 0; gpu < GPUS; gpu++) {
                watts[gpu] = 600;
                use[gpu] = 0.9f;
                celsius[gpu] = (float) noisy(50 + heat + 0.025 * 600, 0.4);
            }
            TelemetryFrame frame = new TelemetryFrame()
                    .nodeId("n")
                    .timeMillis(NOON.toEpochMilli() + sequence * 20_000)
                    .sequence(sequence++)
                    .set(Reading.SUN_SENSOR, dark ? 0 : 1)
                    .set(Reading.ALTITUDE, 650)
                    .set(Reading.SOLAR_POWER, dark ? 0 : noisy(solar, 8))
                    .set(Reading.LOAD_POWER, noisy(6_000, 6))
                    .set(Reading.BATTERY_POWER, charge >= 1 ? 0 : power)
                    .set(Reading.BATTERY_CHARGE, charge)
                    .set(Reading.BUS_VOLTAGE, noisy(92 + 14 * charge, 0.15))
                    .set(Reading.COOLANT_FLOW, noisy(0.17, 0.002))
                    .set(Reading.COLD_PLATE_TEMPERATURE, noisy(50 + heat, 0.15))
                    .set(Reading.GPU_UTILISATION, 0.9)
                    .set(Reading.GPU_TEMPERATURE_MAX, 66 + heat)
                    .set(Reading.GPU_MEMORY_TEMPERATURE_MAX, 70 + heat)
                    .set(Counter.FUNCTIONAL_INTERRUPTS, 0)
                    .gpuTemperatureCelsius(celsius)
                    .gpuPowerWatts(watts)
                    .gpuUtilisationRatio(use);
            change.accept(frame);
            monitor.frame(node, frame);
        }
    }

    /** Up in the Sun and down in the dark, a few times. */
    private void revolutions() {
        for (int i = 0; i < 4; i++) {
            dark = false;
            frames(60, frame -> {});
            dark = true;
            frames(40, frame -> {});
        }
        dark = false;
        frames(200, frame -> {});
    }

    private List<String> told() {
        return alarms.stream()
                .map(alarm -> alarm.ruleId() + " " + alarm.change() + " " + alarm.level())
                .toList();
    }

    @Test
    void aCoolingFaultIsOneAlarmThatGrowsWithItsLimits() {
        revolutions();
        assertThat(told()).isEmpty();

        for (int step = 0; step < 100; step++) {
            heat += 0.36;
            frames(1, frame -> frame.set(Reading.COOLANT_FLOW, noisy(0.1, 0.002)));
        }

        // Plate above 80, dies above 100, memory above 100: three limits, and not one of them an alarm of its own.
        assertThat(told()).allMatch(each -> each.startsWith("residual-cooling-loop"));
        assertThat(alarms.get(0).level()).isEqualTo(LimitLevel.WARNING);
        AlarmEvent last = alarms.get(alarms.size() - 1);
        assertThat(last.level()).isEqualTo(LimitLevel.SEVERE);
        assertThat(last.message())
                .contains("coolant flow")
                .contains("gpu-temperature (SEVERE)")
                .contains("cold-plate-temperature (CRITICAL)");
        assertThat(status.openAlarms()).isEqualTo(1);
        assertThat(status.level()).isEqualTo(LimitLevel.SEVERE);
    }

    @Test
    void whatWasPartOfACauseIsNotRaisedWhenTheCauseIsOverFirst() {
        revolutions();
        for (int step = 0; step < 60; step++) {
            heat += 0.4;
            frames(1, frame -> frame.set(Reading.COOLANT_FLOW, noisy(0.1, 0.002)));
        }
        heat = 0;
        frames(300, frame -> {});

        assertThat(told()).allMatch(each -> each.startsWith("residual-cooling-loop"));
        assertThat(told()).last().isEqualTo("residual-cooling-loop RETURNED IN_LIMITS");
        assertThat(status.openAlarms()).isZero();
    }

    @Test
    void aChargeThatLoadAndSunExplainIsNoAlarmAtAnyLevel() {
        revolutions();
        dark = true;
        frames(200, frame -> {});

        assertThat(charge).isLessThan(0.08);
        assertThat(told()).isEmpty();
        // The planner still sees how low it is.
        assertThat(status.level()).isEqualTo(LimitLevel.SEVERE);
        assertThat(status.openAlarms()).isZero();
    }

    @Test
    void aChargeThatPhysicsDoesNotKnowIsAnAlarm() {
        monitor = new HealthMonitor(new RuleBook(DefaultRules.all()), this, (FalseAlarmBudget) null);
        revolutions();
        dark = true;
        frames(200, frame -> {});

        assertThat(told()).contains("battery-charge-eclipse RAISED WARNING", "bus-voltage-low RAISED WATCH");
    }

    @Test
    void heatThatTheLoadDoesNotExplainIsAnAlarmBeforePhysicsKnowsTheNode() {
        heat = 40;
        frames(5, frame -> {});

        assertThat(told()).contains("gpu-temperature RAISED SEVERE", "cold-plate-temperature RAISED SEVERE");
    }

    @Test
    void aLimitIsPartOfTheSensorThatLies() {
        revolutions();
        // The plate alone is hot at once: the limit speaks after three frames, the sensor after two.
        frames(40, frame -> frame.set(Reading.COLD_PLATE_TEMPERATURE, noisy(90, 0.15)));

        assertThat(told().stream().filter(each -> each.startsWith("cold-plate")))
                .isEmpty();
        assertThat(told()).first().isEqualTo("residual-plate-sensor RAISED WARNING");
        assertThat(told()).contains("residual-plate-sensor WORSENED SEVERE");
    }
}
