package space.penumbra.domain.residual;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;

/** A node in the Sun at steady load, reported every 20 s with the noise of its sensors. */
class ResidualMonitorTest implements ResidualSink {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");
    private static final int GPUS = 8;

    private final List<String> said = new ArrayList<>();
    private final NodeResiduals node = new NodeResiduals();
    private final ResidualMonitor monitor = new ResidualMonitor(FalseAlarmBudget.DEFAULT, this);
    private final SplittableRandom dice = new SplittableRandom(3);
    private final long[] errors = new long[GPUS];
    private long sequence;

    ResidualMonitorTest() {
        node.design(spec(10_000));
    }

    private static NodeSpec spec(double solarPeakWatts) {
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
                solarPeakWatts,
                5000,
                0.3,
                7000,
                100,
                20,
                "orbital",
                false,
                NOON);
    }

    @Override
    public void residual(
            Cause cause, LimitLevel before, LimitLevel level, double value, double limit, String evidence) {
        said.add(cause + " " + level + " " + evidence);
    }

    private double noisy(double value, double sigma) {
        return value + sigma * (dice.nextDouble() + dice.nextDouble() + dice.nextDouble() - 1.5) * 2;
    }

    private void frames(int count, Consumer<TelemetryFrame> change) {
        for (int i = 0; i < count; i++) {
            float[] celsius = new float[GPUS];
            float[] watts = new float[GPUS];
            float[] use = new float[GPUS];
            for (int gpu = 0; gpu < GPUS; gpu++) {
                watts[gpu] = 600;
                use[gpu] = 0.9f;
                celsius[gpu] = (float) noisy(45 + 0.025 * 600, 0.4);
            }
            TelemetryFrame frame = new TelemetryFrame()
                    .nodeId("n")
                    .timeMillis(NOON.toEpochMilli() + sequence * 20_000)
                    .sequence(sequence)
                    .set(Reading.SUN_SENSOR, 1)
                    .set(Reading.SOLAR_POWER, noisy(9_800, 8))
                    .set(Reading.LOAD_POWER, 6_000)
                    .set(Reading.BATTERY_POWER, 0)
                    .set(Reading.BATTERY_CHARGE, 1)
                    .set(Reading.BATTERY_TEMPERATURE, noisy(20, 0.1))
                    .set(Reading.BUS_VOLTAGE, noisy(106, 0.15))
                    .set(Reading.COOLANT_FLOW, noisy(0.17, 0.002))
                    .set(Reading.COLD_PLATE_TEMPERATURE, noisy(45, 0.15))
                    .set(Reading.GPU_UTILISATION, 0.9)
                    .set(Reading.CPU_UTILISATION, noisy(0.33, 0.01))
                    .set(Reading.LINK_TRANSMIT, noisy(2e9, 5e7))
                    .set(Counter.FUNCTIONAL_INTERRUPTS, 0)
                    .gpuTemperatureCelsius(celsius)
                    .set(Reading.GPU_POWER, 4_800)
                    .gpuPowerWatts(watts)
                    .gpuUtilisationRatio(use)
                    .gpuCorrectedErrors(errors.clone())
                    .gpuUncorrectedErrors(new long[GPUS]);
            change.accept(frame);
            monitor.frame(node, frame);
            sequence++;
        }
    }

    private void draws(TelemetryFrame frame, float watts) {
        frame.gpuPowerWatts()[3] = watts;
        frame.gpuTemperatureCelsius()[3] = (float) noisy(45 + 0.025 * watts, 0.4);
    }

    private void healthy(int count) {
        frames(count, frame -> {});
    }

    @Test
    void saysNothingOfAHealthyNode() {
        healthy(4320);
        assertThat(said).isEmpty();
    }

    @Test
    void findsLostStringsInTwoFramesAndTheirReturn() {
        healthy(500);
        // 8 % less is 13 standard deviations of 0.6 %; each counts for 5.5 - 1, and two are above 8.5.
        frames(1, frame -> frame.set(Reading.SOLAR_POWER, 9_000));
        assertThat(said).isEmpty();
        frames(1, frame -> frame.set(Reading.SOLAR_POWER, 9_000));
        assertThat(said).containsExactly("ARRAY_STRINGS WARNING array output");
        healthy(30);
        assertThat(said).hasSize(2).last().asString().startsWith("ARRAY_STRINGS IN_LIMITS");
    }

    @Test
    void leavesToThePointingErrorWhatItExplains() {
        healthy(500);
        frames(
                50,
                frame -> frame.set(Reading.POINTING_ERROR, 20)
                        .set(Reading.SOLAR_POWER, 9_800 * Math.cos(Math.toRadians(20))));
        assertThat(said).isEmpty();
    }

    @Test
    void tellsADriftingPlateSensorFromHeatByTheDiesAboveIt() {
        healthy(600);
        int[] step = {0};
        frames(400, frame -> frame.set(Reading.COLD_PLATE_TEMPERATURE, noisy(45 + 0.01 * step[0]++, 0.15)));
        assertThat(said).containsExactly("PLATE_SENSOR WARNING cold plate against dies");
    }

    @Test
    void callsAFrozenSensorFrozenThoughItsValueIsPlausible() {
        healthy(500);
        frames(60, frame -> frame.set(Reading.BUS_VOLTAGE, 106));
        assertThat(said).containsExactly("VOLTAGE_SENSOR WARNING busVoltageVolts does not move");
    }

    @Test
    void doesNotBlameAGpuForAStormThatStrikesAllAlike() {
        healthy(100);
        frames(500, frame -> errors[dice.nextInt(GPUS)]++);
        assertThat(said).isEmpty();
        // ln 8 = 2.08 an error, the threshold of some 180 errors an hour is ln(4320 x 1000 x 30) + 2.5 = 21.2 nats:
        // eleven errors, or a few more after others.
        frames(7, frame -> {
            errors[5]++;
            frame.gpuCorrectedErrors(errors.clone());
        });
        assertThat(said).isEmpty();
        frames(11, frame -> {
            errors[5]++;
            frame.gpuCorrectedErrors(errors.clone());
        });
        assertThat(said).containsExactly("MEMORY WARNING errors of gpu-5");
    }

    @Test
    void needsFewErrorsWhereFluxBringsNone() {
        healthy(100);
        // At most 100 errors a day: 17.4 nats. 8 ln 8 = 16.6 is not enough, 9 ln 8 = 18.7 is.
        frames(8, frame -> {
            errors[2]++;
            frame.gpuCorrectedErrors(errors.clone());
        });
        assertThat(said).isEmpty();
        frames(1, frame -> {
            errors[2]++;
            frame.gpuCorrectedErrors(errors.clone());
        });
        assertThat(said).containsExactly("MEMORY WARNING errors of gpu-2");
    }

    @Test
    void tellsOfASecondErringGpuWhileTheAlarmOfTheFirstIsOpen() {
        healthy(100);
        frames(60, frame -> {
            errors[2]++;
            frame.gpuCorrectedErrors(errors.clone());
        });
        assertThat(said).containsExactly("MEMORY WARNING errors of gpu-2");

        // The first goes on erring with every frame. Those errors are left out, and a second among the seven others has
        // ln 7 = 1.95 nats an error. 60 + 11 errors within 71 frames fade little: the threshold is ln(24 x 71 x 1000 x
        // 30) + 2.5 = 20.2 nats, which ten errors do not reach and eleven do.
        frames(10, this::bothErr);
        assertThat(said).hasSize(1);
        frames(1, this::bothErr);
        assertThat(said).containsExactly("MEMORY WARNING errors of gpu-2", "MEMORY DISTRESS errors of gpu-2 and gpu-6");
    }

    private void bothErr(TelemetryFrame frame) {
        errors[2]++;
        errors[6]++;
        frame.gpuCorrectedErrors(errors.clone());
    }

    @Test
    void doesNotTakeTheNeighboursOfAnErringGpuForASecondOne() {
        healthy(100);
        for (int i = 0; i < 2_000; i++) {
            int struck = i % 2 == 0 ? 2 : dice.nextInt(GPUS);
            frames(1, frame -> {
                errors[struck]++;
                frame.gpuCorrectedErrors(errors.clone());
            });
        }
        assertThat(said).containsExactly("MEMORY WARNING errors of gpu-2");
    }

    @Test
    void findsAJobThatStandsByTheUseThatDrawsNoPower() {
        healthy(100);
        // ln 90 = 4.5 a frame: 18.7 nats in five.
        Consumer<TelemetryFrame> hung = frame -> {
            draws(frame, 110);
            frame.gpuUtilisationRatio()[3] = 1;
        };
        frames(4, hung);
        assertThat(said).isEmpty();
        frames(1, hung);
        assertThat(said).containsExactly("STALLED_JOB WARNING use without power");
        healthy(30);
        assertThat(said).hasSize(2).last().asString().startsWith("STALLED_JOB IN_LIMITS");
    }

    @Test
    void doesNotCallACappedJobStalled() {
        healthy(100);
        // 60 % of 625 W above idle; and a die so hot that a fifth is left.
        frames(50, frame -> draws(frame, 75 + 0.6f * 0.9f * 625));
        frames(50, frame -> draws(frame, 75 + 0.2f * 0.9f * 625));
        assertThat(said).isEmpty();
    }

    @Test
    void findsALoadThatTheGpusDoNotExplain() {
        healthy(300);
        // 300 W of 7 kW are nine standard deviations of 0.5 %: two frames.
        frames(2, frame -> frame.set(Reading.LOAD_POWER, 6_300));
        assertThat(said).containsExactly("RUNAWAY_LOAD WARNING load against GPUs");
    }

    @Test
    void takesTheReturnFromSafeModeForNoRunaway() {
        healthy(300);
        frames(100, frame -> frame.mode(NodeMode.SAFE).set(Reading.LOAD_POWER, 5_400));
        healthy(100);
        assertThat(said).isEmpty();
    }

    @Test
    void countsOnWhenCountersBeginAnew() {
        healthy(10);
        frames(400, frame -> errors[dice.nextInt(GPUS)] += 3);
        java.util.Arrays.fill(errors, 0);
        healthy(10);
        assertThat(said).isEmpty();
    }

    @Test
    void findsLostFramesByTheGapsInTheirNumbers() {
        healthy(100);
        for (int i = 0; i < 14; i++) {
            healthy(1);
            sequence++;
        }
        assertThat(said).containsExactly("FRAME_LOSS WARNING gaps in the numbers of frames");
    }

    @Test
    void takesNoHarmFromMissingReadingsNorFromTimeThatGoesBack() {
        healthy(100);
        frames(200, frame -> {
            for (Reading reading : Reading.values()) {
                frame.set(reading, Float.NaN);
            }
            frame.gpuTemperatureCelsius(new float[0]).gpuCorrectedErrors(new long[0]);
        });
        sequence -= 50;
        healthy(40);
        sequence += 10;
        healthy(400);
        assertThat(said).isEmpty();
        for (float number : node.copy().numbers) {
            assertThat(Float.isInfinite(number)).isFalse();
        }
    }

    @Test
    void looksAtADuplicateOnce() {
        healthy(500);
        List<TelemetryFrame> same = new ArrayList<>();
        frames(1, frame -> {
            frame.set(Reading.SOLAR_POWER, 9_000);
            same.add(frame.copy());
        });
        // One frame of lost strings is half of what an alarm needs, however often it comes.
        for (int i = 0; i < 5; i++) {
            monitor.frame(node, same.get(0));
        }
        assertThat(said).isEmpty();
    }

    @Test
    void suspectsTheSensorOfASeriesThatIsConstantAndNotThatOfADeadReading() {
        healthy(500);
        frames(60, frame -> frame.set(Reading.COLD_PLATE_TEMPERATURE, 45).set(Reading.LINK_RECEIVE, 0));
        assertThat(said).containsExactly("PLATE_SENSOR WARNING coldPlateTemperatureCelsius does not move");
    }

    @Test
    void learnsANodeAnewWhenItsHardwareChanges() {
        healthy(600);
        node.design(spec(19_600));
        frames(200, frame -> frame.set(Reading.SOLAR_POWER, noisy(19_208, 8)));
        assertThat(said).isEmpty();
    }

    @Test
    void suspectsUnitsThatAreOffByAFactor() {
        healthy(500);
        frames(5, frame -> frame.set(Reading.SOLAR_POWER, 9.8));
        assertThat(said).containsExactly("ARRAY_STRINGS WARNING array output");
    }
}
