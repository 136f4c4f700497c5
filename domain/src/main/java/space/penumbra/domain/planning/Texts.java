package space.penumbra.domain.planning;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.migration.ActionKind;

/** Every sentence of the planner that an operator reads. */
final class Texts {

    static final String CAPPED = "goes on with 60 % of its power";
    static final String PAUSED = "checkpointed, then stopped until the hazard is over";

    static final String PAUSED_ALREADY = "it is paused already";
    static final String CAPPED_ALREADY = "it is capped already";

    static final String TOGETHER = "all workloads together cost less this way";

    static final String NO_DESTINATION = "no destination lasts and has room in time";

    private Texts() {}

    static String minutes(double seconds) {
        return String.format(Locale.ROOT, "%.0f min", seconds / 60);
    }

    /** How long a destination lasts. */
    static String lasts(double staySeconds, boolean dark) {
        return "lasts " + minutes(staySeconds) + (dark ? " and is in the light again before" : "");
    }

    static String batteryLasts(Threat threat, double ridingWattHours) {
        return String.format(
                Locale.ROOT,
                "the battery ends it at %.0f %%, above its floor of %.0f %%",
                100 * threat.chargeAtEndRatio(ridingWattHours),
                100 * threat.node().spec.batteryFloorRatio());
    }

    static String batteryCarriesOn(Threat threat, SourcePlanner.Need need, Workload workload) {
        double more = threat.wattHours(workload, 1)
                - threat.wattHours(
                        workload, workload.state() == WorkloadState.CAPPED ? Assumptions.CAP_POWER_RATIO : 0);
        return batteryLasts(threat, need.riding() + more);
    }

    static String batteryFails(Threat threat, double ridingWattHours) {
        if (threat.window().kind() == HazardKind.MAINTENANCE) {
            return "the node goes out of service";
        }
        return String.format(
                Locale.ROOT,
                "with everything running the battery would end it at %.0f %%, its floor is %.0f %%",
                100 * threat.chargeAtEndRatio(ridingWattHours),
                100 * threat.node().spec.batteryFloorRatio());
    }

    /** Why what draws on the battery could not be had. */
    static String energyLeft(double leftWattHours, double neededWattHours) {
        return String.format(
                Locale.ROOT,
                "that takes %.2f kWh of the battery and the others leave it %.2f",
                neededWattHours / 1000,
                Math.max(0, leftWattHours) / 1000);
    }

    /** Why a decision is what it is. */
    static String explain(Decision decision, double marginSeconds) {
        Workload workload = decision.workload();
        Threat threat = decision.threat();
        boolean goesOn = decision.chosen().action() == ActionKind.RESUME;
        String why = decision.offers().isEmpty()
                ? ""
                : ": " + (goesOn ? decision.chosen() : decision.offers().get(0)).note();
        String cost = String.format(
                Locale.ROOT,
                "%.2f GPUh against %.2f if the node fails",
                decision.chosen().costGpuHours(),
                decision.killGpuHours());
        return String.format(
                Locale.ROOT,
                "%s %s %s%s%s; %s, %.0f s to spare.",
                what(decision.chosen(), workload),
                threat.begun() ? "inside" : "before",
                hazard(threat.window()),
                why,
                whyItStays(decision),
                cost,
                marginSeconds);
    }

    /** Why nothing is done. */
    static String explainRide(Decision decision) {
        Workload workload = decision.workload();
        return String.format(
                Locale.ROOT,
                "%s (%d GPUs) rides out %s on %s: %s.",
                workload.workloadId(),
                workload.gpus(),
                hazard(decision.threat().window()),
                workload.nodeId(),
                decision.chosen().note());
    }

    /** A cap or a pause says why the workload could not leave instead. */
    private static String whyItStays(Decision decision) {
        return decision.offers().stream()
                .filter(offer -> offer.action() == ActionKind.MIGRATE
                        && offer != decision.chosen()
                        && !offer.against().isEmpty())
                .findFirst()
                .map(offer -> "; not moved: " + offer.against())
                .orElse("");
    }

    static String explainRadiation(Decision decision, double benefitGpuHours) {
        return String.format(
                Locale.ROOT,
                "%s before %s: an upset would cost %.2f GPUh on average, this costs %.3f.",
                what(decision.chosen(), decision.workload()),
                hazard(decision.threat().window()),
                benefitGpuHours,
                decision.chosen().costGpuHours());
    }

    static String explainResume(Workload workload, double lightSeconds) {
        return String.format(
                Locale.ROOT,
                "Resume %s (%d GPUs) on %s: the hazard is over, the next is %s away.",
                workload.workloadId(),
                workload.gpus(),
                workload.nodeId(),
                minutes(lightSeconds));
    }

    private static String what(Offer chosen, Workload workload) {
        String subject = String.format(Locale.ROOT, "%s (%d GPUs)", workload.workloadId(), workload.gpus());
        ActionKind action = chosen.action();
        if (action == ActionKind.MIGRATE) {
            return String.format(
                    Locale.ROOT,
                    "Move %s, %.0f GB, from %s to %s, which %s,",
                    subject,
                    chosen.move().gigabytes(),
                    workload.nodeId(),
                    chosen.targetNodeId(),
                    chosen.note());
        }
        String verb = switch (action) {
            case PAUSE -> "Pause ";
            case POWER_CAP -> "Cap ";
            case RESUME -> "Resume ";
            default -> "Checkpoint ";
        };
        return verb + subject + " on " + workload.nodeId();
    }

    private static String hazard(HazardWindow window) {
        Instant at = window.start().truncatedTo(ChronoUnit.SECONDS);
        switch (window.kind()) {
            case PENUMBRA:
            case UMBRA:
                return "the eclipse at " + at;
            case SAA:
                return "the South Atlantic Anomaly at " + at;
            case SOLAR_PROTON:
                return "the solar-proton passage at " + at;
            default:
                return window.kind().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " at " + at;
        }
    }
}
