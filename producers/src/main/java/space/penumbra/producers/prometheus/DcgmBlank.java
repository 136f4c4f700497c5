package space.penumbra.producers.prometheus;

/**
 * The values by which DCGM says "nothing": blank, not found, not supported, no permission, as 32-bit, 64-bit and floating-point numbers
 * (dcgm_structs.h). They are no readings.
 */
final class DcgmBlank {

    private static final double INT32 = 0x7ffffff0;
    private static final double FLOAT = 140_737_488_355_328.0;
    private static final double INT64 = 0x7fff_ffff_ffff_ff00L;
    private static final double KINDS = 4;

    private DcgmBlank() {}

    static boolean is(MetricSample sample) {
        double value = sample.value();
        return sample.name().startsWith("DCGM_") && (value >= INT64 || within(value, INT32) || within(value, FLOAT));
    }

    private static boolean within(double value, double blank) {
        return value >= blank && value < blank + KINDS;
    }
}
