package space.penumbra.domain.residual;

import java.util.Arrays;
import space.penumbra.domain.telemetry.NodeMode;
import space.penumbra.domain.telemetry.Reading;
import space.penumbra.domain.telemetry.TelemetryFrame;
import space.penumbra.orbit.heat.ThermalDesign;
import space.penumbra.orbit.heat.ThermalModel;
import space.penumbra.orbit.power.Battery;

/**
 * Turns a frame into what the channels compare: the value, and what it depends on. Models of heat and charge are carried on from frame to frame by the
 * load and power that the node reports. Used again for each frame; not thread-safe.
 */
final class Expectation {

    /** Below this the light is too little to say anything of the array. */
    private static final float FULL_SUN = 0.97f;
    /** Movement of the charge that is worth comparing: some fifty times the noise of the sensor. */
    private static final float SEGMENT = 0.05f;
    /** Near full and empty the charge no longer follows the power. */
    private static final float FULL = 0.985f;

    private static final float EMPTY = 0.02f;
    private static final float BUSY = 0.1f;
    /** How slowly a battery takes the temperature that its power gives it (s). */
    private static final float BATTERY_LAG_SECONDS = 1800;

    /** Above so many times its capacity per hour a battery's warmth says no more of its power. */
    private static final float MOST_PER_HOUR = 3;
    /** A model that has just begun may be off by so many times the noise; that dies away as slowly as the slowest of them. */
    private static final float FIRST_DOUBT = 100;
    /** After which that is lost in the rounding of a float. */
    private static final float NO_DOUBT_SECONDS = 21 * BATTERY_LAG_SECONDS;

    /** Temperatures of the models are counted from here, in steps of so many kelvin. */
    private static final float MODEL_MIDDLE = 40;

    private static final float MODEL_SPAN = 10;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final long MILLIS_PER_HOUR = 3_600_000;
    private static final double DAYS_PER_YEAR = 365.2422;
    /** Noon of 1 January 2000 in days since 1970. */
    private static final double J2000_DAYS = 10_957.5;
    /** Obliquity of the ecliptic, radians. */
    private static final double OBLIQUITY = Math.toRadians(23.44);

    private static final float SECONDS_PER_HOUR = 3600;

    /** Value of each channel, NaN where the frame says nothing. */
    final float[] value = new float[Channel.COUNT];
    /** What it depends on. */
    final float[] of = new float[Channel.COUNT];

    /** How much wider than its noise the prediction of a modelled channel is now, at least 1. */
    float doubt;

    private final double[] heat = new double[2];
    private float designFor = Float.NaN;
    private ThermalDesign design;
    // Most nodes report as often as the one before, on the same day.
    private float shareFor;
    private float share;
    private long declinationFor = Long.MIN_VALUE;
    private double declinationSine;
    private double declinationCosine;

    /**
     * Takes a frame.
     *
     * @param seconds since the frame before; NaN if models must begin anew
     */
    void take(NodeResiduals node, TelemetryFrame frame, float seconds) {
        Arrays.fill(value, Float.NaN);
        float load = frame.get(Reading.LOAD_POWER);
        float solar = frame.get(Reading.SOLAR_POWER);
        float settled = seconds > 0 ? node.numbers[NodeResiduals.MODEL_SECONDS] + seconds : 0;
        node.numbers[NodeResiduals.MODEL_SECONDS] = settled;
        doubt = settled > NO_DOUBT_SECONDS ? 1 : 1 + FIRST_DOUBT * (float) Math.exp(-settled / BATTERY_LAG_SECONDS);
        array(node, frame, solar);
        capacity(node, frame, seconds);
        heat(node, frame, load, seconds);
        battery(node, frame, Math.abs(solar - load), seconds);
        float charge = frame.get(Reading.BATTERY_CHARGE);
        put(Channel.FLOW, 0, frame.get(Reading.COOLANT_FLOW));
        put(Channel.VOLTAGE, charge - 0.9f, frame.get(Reading.BUS_VOLTAGE));
        float work = frame.get(Reading.GPU_UTILISATION);
        put(Channel.PROCESSOR, work, frame.get(Reading.CPU_UTILISATION));
        // In safe mode the bus draws less: what is learned there would make the return look like a runaway.
        if (frame.mode() != NodeMode.SAFE) {
            float built = node.numbers[NodeResiduals.COOLING];
            put(Channel.LOAD, frame.get(Reading.GPU_POWER) / built, load / built);
        }
        if (work > BUSY) {
            float traffic = Math.max(1, frame.get(Reading.LINK_TRANSMIT));
            put(Channel.LINK, 0, (float) Math.log(traffic / work));
        }
    }

    private void put(Channel channel, float x, float y) {
        value[channel.ordinal()] = x == x ? y : Float.NaN;
        of[channel.ordinal()] = x;
    }

    private void array(NodeResiduals node, TelemetryFrame frame, float solar) {
        float sun = frame.get(Reading.SUN_SENSOR);
        float pointing = frame.get(Reading.POINTING_ERROR);
        if (sun >= FULL_SUN) {
            // A pointing error is a finding of its own: what it explains is no loss of strings.
            float facing = pointing > 1 ? (float) Math.cos(Math.toRadians(Math.min(pointing, 80))) : 1;
            put(Channel.ARRAY, 0, solar / (node.numbers[NodeResiduals.SOLAR_PEAK] * facing));
        }
    }

    private void capacity(NodeResiduals node, TelemetryFrame frame, float seconds) {
        float charge = frame.get(Reading.BATTERY_CHARGE);
        float power = frame.get(Reading.BATTERY_POWER);
        float[] n = node.numbers;
        float before = n[NodeResiduals.LAST_POWER];
        n[NodeResiduals.LAST_POWER] = power;
        boolean usable = seconds <= 3 * n[NodeResiduals.INTERVAL]
                && before * power > 0
                && charge < FULL
                && charge > EMPTY
                && n[NodeResiduals.SEGMENT_FROM] > 0;
        if (!usable) {
            n[NodeResiduals.SEGMENT_FROM] = charge < FULL && charge > EMPTY ? charge : 0;
            n[NodeResiduals.SEGMENT_EXPECTED] = 0;
            return;
        }
        // Each reported power is that of the step that ended with the frame.
        double factor = power > 0 ? 1 / Battery.ONE_WAY_EFFICIENCY : Battery.ONE_WAY_EFFICIENCY;
        n[NodeResiduals.SEGMENT_EXPECTED] -=
                (float) ((power + before) / 2 * factor * seconds / SECONDS_PER_HOUR / n[NodeResiduals.CAPACITY]);
        float expected = n[NodeResiduals.SEGMENT_EXPECTED];
        if (Math.abs(expected) >= SEGMENT) {
            put(Channel.CAPACITY, 0, (charge - n[NodeResiduals.SEGMENT_FROM]) / expected);
            n[NodeResiduals.SEGMENT_FROM] = charge;
            n[NodeResiduals.SEGMENT_EXPECTED] = 0;
        }
    }

    private void heat(NodeResiduals node, TelemetryFrame frame, float load, float seconds) {
        float plate = frame.get(Reading.COLD_PLATE_TEMPERATURE);
        float radiator = frame.get(Reading.RADIATOR_TEMPERATURE);
        float[] n = node.numbers;
        if (n[NodeResiduals.COOLING] != designFor) {
            designFor = n[NodeResiduals.COOLING];
            design = ThermalDesign.forLoad(designFor);
        }
        boolean anew = !(seconds > 0) || Float.isNaN(load) || n[NodeResiduals.PLATE_MODEL] == 0;
        heat[0] = anew ? plate : n[NodeResiduals.PLATE_MODEL];
        heat[1] = anew ? radiator : n[NodeResiduals.RADIATOR_MODEL];
        if (!anew) {
            ThermalModel.step(design, heat, 0, load, 1, sunlitGround(frame), seconds);
        }
        boolean sound = heat[0] == heat[0] && heat[1] == heat[1];
        n[NodeResiduals.PLATE_MODEL] = sound ? (float) heat[0] : 0;
        n[NodeResiduals.RADIATOR_MODEL] = sound ? (float) heat[1] : 0;
        float dies = plateByDies(frame);
        put(Channel.PLATE, 0, plate - dies);
        if (sound) {
            // A design that is a little too large or small is off in proportion to its own swings.
            put(Channel.HEAT, (float) (heat[0] - MODEL_MIDDLE) / MODEL_SPAN, dies - (float) heat[0]);
            put(Channel.RADIATOR, (float) (heat[1] - MODEL_MIDDLE) / MODEL_SPAN, radiator - (float) heat[1]);
        }
    }

    /**
     * Cosine of the Sun's zenith angle under the node, right to 0.02: the mean Sun without the equation of time, which moves albedo by a few watts
     * (Astronomical Almanac, low-precision formulas). 0 where the place is not known.
     */
    private double sunlitGround(TelemetryFrame frame) {
        double latitude = Math.toRadians(frame.get(Reading.LATITUDE));
        double days = frame.timeMillis() / MILLIS_PER_DAY - J2000_DAYS;
        long hour = Math.floorDiv(frame.timeMillis(), MILLIS_PER_HOUR);
        if (hour != declinationFor) {
            declinationFor = hour;
            double fromSolstice = (days + 10) * 2 * Math.PI / DAYS_PER_YEAR;
            double declination = -OBLIQUITY * Math.cos(fromSolstice);
            declinationSine = Math.sin(declination);
            declinationCosine = Math.cos(declination);
        }
        double hourAngle = (days - Math.floor(days)) * 2 * Math.PI + Math.toRadians(frame.get(Reading.LONGITUDE));
        double cosine =
                Math.sin(latitude) * declinationSine + Math.cos(latitude) * declinationCosine * Math.cos(hourAngle);
        return cosine == cosine ? cosine : 0;
    }

    /** The plate's temperature as the dies above it show it. */
    private float plateByDies(TelemetryFrame frame) {
        float[] celsius = frame.gpuTemperatureCelsius();
        float[] watts = frame.gpuPowerWatts();
        if (celsius.length == 0 || celsius.length != watts.length) {
            return Float.NaN;
        }
        double sum = 0;
        for (int gpu = 0; gpu < celsius.length; gpu++) {
            sum += celsius[gpu] - design.dieKelvinPerWatt() * watts[gpu];
        }
        return (float) (sum / celsius.length);
    }

    private void battery(NodeResiduals node, TelemetryFrame frame, float power, float seconds) {
        float[] n = node.numbers;
        float now = Math.min(MOST_PER_HOUR, power / n[NodeResiduals.CAPACITY]);
        float followed = n[NodeResiduals.BATTERY_FOLLOWS];
        if (now == now) {
            followed += (now - followed) * followedIn(seconds);
            n[NodeResiduals.BATTERY_FOLLOWS] = followed;
        }
        put(Channel.BATTERY, followed, frame.get(Reading.BATTERY_TEMPERATURE));
    }

    private float followedIn(float seconds) {
        if (!(seconds > 0)) {
            return 1;
        }
        if (seconds != shareFor) {
            shareFor = seconds;
            share = 1 - (float) Math.exp(-seconds / BATTERY_LAG_SECONDS);
        }
        return share;
    }
}
