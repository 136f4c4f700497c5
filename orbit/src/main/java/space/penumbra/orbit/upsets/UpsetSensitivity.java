package space.penumbra.orbit.upsets;

/**
 * How sensitive one accelerator is, as cross sections per chip for protons above 50 MeV behind its shielding: events a second are the flux
 * times the cross section. Immutable.
 *
 * @param singleBitCm2 corrected memory errors
 * @param doubleBitCm2 uncorrectable memory errors
 * @param silentCorruptionCm2 silent data corruption in logic and SRAM
 * @param functionalInterruptCm2 interrupts that need a reset
 */
public record UpsetSensitivity(
        double singleBitCm2, double doubleBitCm2, double silentCorruptionCm2, double functionalInterruptCm2) {

    private static final double RAD_CM2 = 1e-7;

    /** One event per so many rad, from the proton test of a TPU (Google Suncatcher, arXiv 2511.19468): SDC, UECC, SEFI. */
    private static final double RAD_PER_SILENT_CORRUPTION = 17;

    private static final double RAD_PER_DOUBLE_BIT = 44;
    private static final double RAD_PER_INTERRUPT = 5000;

    /** Corrected errors per bit; no published figure for HBM, the range is 1e-19 to 2e-16. */
    private static final double SINGLE_BIT_CM2_PER_BIT = 3e-19;

    private static final double BITS_PER_GIGABYTE = 8.0 * 1024 * 1024 * 1024;

    public UpsetSensitivity {
        boolean sound =
                singleBitCm2 >= 0 && doubleBitCm2 >= 0 && silentCorruptionCm2 >= 0 && functionalInterruptCm2 >= 0;
        if (!sound) {
            throw new IllegalArgumentException("a cross section below 0 or NaN: give areas in cm2 of 0 or more");
        }
    }

    /** An unhardened accelerator with this much stacked memory (gigabytes); uncorrectable errors grow with the memory, from 32 GB. */
    public static UpsetSensitivity accelerator(double memoryGigabytes) {
        return new UpsetSensitivity(
                SINGLE_BIT_CM2_PER_BIT * BITS_PER_GIGABYTE * memoryGigabytes,
                RAD_CM2 / RAD_PER_DOUBLE_BIT * memoryGigabytes / 32,
                RAD_CM2 / RAD_PER_SILENT_CORRUPTION,
                RAD_CM2 / RAD_PER_INTERRUPT);
    }

    /** The same chip behind another thickness of shielding: all cross sections times a factor. */
    public UpsetSensitivity times(double factor) {
        return new UpsetSensitivity(
                singleBitCm2 * factor,
                doubleBitCm2 * factor,
                silentCorruptionCm2 * factor,
                functionalInterruptCm2 * factor);
    }

    /** Cross section of one kind, cm2 a chip. */
    public double cm2(UpsetKind kind) {
        return switch (kind) {
            case SINGLE_BIT -> singleBitCm2;
            case DOUBLE_BIT -> doubleBitCm2;
            case SILENT_CORRUPTION -> silentCorruptionCm2;
            case FUNCTIONAL_INTERRUPT -> functionalInterruptCm2;
        };
    }

    /** Expected events a second of one chip in a flux of protons above 50 MeV (per cm2 and second). */
    public double ratePerSecond(UpsetKind kind, double fluxPerCm2Second) {
        return cm2(kind) * fluxPerCm2Second;
    }

    /** Expected events of one chip for a fluence (per cm2), e.g. that of a pass. */
    public double expected(UpsetKind kind, double fluencePerCm2) {
        return cm2(kind) * fluencePerCm2;
    }
}
