package space.penumbra.domain.hazard;

import java.util.Locale;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.upsets.UpsetKind;
import space.penumbra.orbit.upsets.UpsetSensitivity;

/** What a passage through radiation is expected to do to a node's accelerators, as the end of a sentence: fluence by cross section. Stateless. */
final class ExpectedUpsets {

    private ExpectedUpsets() {}

    /**
     * The words, or nothing if there is nothing to be hit.
     *
     * @param fluencePerCm2 protons above 50 MeV per cm2 over the passage
     * @param node whose hardware it meets; null if not known
     */
    static String of(double fluencePerCm2, @Nullable NodeSpec node) {
        if (node == null || node.gpuCount() == 0) {
            return "";
        }
        UpsetSensitivity each = UpsetSensitivity.accelerator(node.gpuMemoryGigabytes());
        double fluence = fluencePerCm2 * node.gpuCount();
        return String.format(
                Locale.ROOT,
                "; %.2g silent and %.2g uncorrectable errors expected on its %d accelerators",
                each.expected(UpsetKind.SILENT_CORRUPTION, fluence),
                each.expected(UpsetKind.DOUBLE_BIT, fluence),
                node.gpuCount());
    }
}
