package space.penumbra.domain.planning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.migration.ActionKind;

/** What would have changed a choice, in numbers that an operator can act upon. Stateless. */
final class TurningPoints {

    private static final Set<HazardKind> RADIATION = EnumSet.of(HazardKind.SAA, HazardKind.SOLAR_PROTON);

    private TurningPoints() {}

    static List<String> of(Decision decision) {
        List<String> points = new ArrayList<>();
        HazardKind kind = decision.threat().window().kind();
        if (kind != HazardKind.MAINTENANCE && !RADIATION.contains(kind)) {
            energy(decision).ifPresent(points::add);
        }
        runnerUp(decision).ifPresent(points::add);
        blockedMove(decision).ifPresent(points::add);
        return List.copyOf(points);
    }

    /** How far the battery is from letting everything on the node ride, or from not letting it. */
    private static Optional<String> energy(Decision decision) {
        Threat threat = decision.threat();
        double riding = 0;
        for (Workload workload : threat.node().workloads) {
            if (workload.state() == WorkloadState.RUNNING) {
                riding += threat.wattHours(workload, 1);
            } else if (workload.state() == WorkloadState.CAPPED) {
                riding += threat.wattHours(workload, Assumptions.CAP_POWER_RATIO);
            }
        }
        double shortWattHours = riding - threat.budgetWattHours();
        boolean rides = decision.chosen().action() == ActionKind.RIDE;
        if (rides) {
            return shortWattHours <= 0
                    ? Optional.of(String.format(
                            Locale.ROOT,
                            "would not ride if the battery had %.1f kWh less when it begins",
                            -shortWattHours / 1000))
                    : Optional.of("rides because others on the node are capped, paused or moved");
        }
        return shortWattHours > 0
                ? Optional.of(String.format(
                        Locale.ROOT,
                        "would ride if the battery had %.1f kWh more when it begins",
                        shortWattHours / 1000))
                : Optional.empty();
    }

    /** The feasible choice that lost by least. To ride is no choice where the energy forbids it. */
    private static Optional<String> runnerUp(Decision decision) {
        Offer chosen = decision.chosen();
        boolean radiation = RADIATION.contains(decision.threat().window().kind());
        return decision.offers().stream()
                .filter(offer -> offer != chosen && Double.isFinite(offer.costGpuHours()))
                .filter(offer -> radiation || affordable(decision, offer))
                .filter(offer -> offer.costGpuHours() >= chosen.costGpuHours())
                .min(Comparator.comparingDouble(Offer::costGpuHours))
                .map(offer -> String.format(
                        Locale.ROOT,
                        "would %s if that cost %.2f GPUh less or this %.2f GPUh more",
                        verb(offer),
                        offer.costGpuHours() - chosen.costGpuHours(),
                        offer.costGpuHours() - chosen.costGpuHours()));
    }

    /** Whether the battery could carry this choice for this workload, were it the only one to draw on it. */
    private static boolean affordable(Decision decision, Offer offer) {
        double most =
                Math.max(decision.threat().budgetWattHours(), decision.chosen().wattHours());
        return offer.action() != ActionKind.RIDE && offer.wattHours() <= Math.max(0, most);
    }

    private static Optional<String> blockedMove(Decision decision) {
        return decision.offers().stream()
                .filter(offer -> offer.action() == ActionKind.MIGRATE
                        && offer != decision.chosen()
                        && !offer.against().isEmpty())
                .findFirst()
                .map(offer -> (offer.feasible() ? "could not move to " + offer.targetNodeId() : "could not move") + ": "
                        + offer.against());
    }

    private static String verb(Offer offer) {
        return switch (offer.action()) {
            case RIDE -> "ride";
            case CHECKPOINT -> "only save a checkpoint";
            case POWER_CAP -> "be capped";
            case PAUSE -> "be paused";
            case RESUME -> "be resumed";
            case MIGRATE -> "move to " + offer.targetNodeId();
        };
    }
}
