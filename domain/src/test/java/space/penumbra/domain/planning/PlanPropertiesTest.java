package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static space.penumbra.domain.planning.TestRegion.NOW;
import static space.penumbra.domain.planning.TestRegion.in;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import space.penumbra.domain.fleet.Illumination;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.fleet.NodeStatus;
import space.penumbra.domain.fleet.Workload;
import space.penumbra.domain.fleet.WorkloadKind;
import space.penumbra.domain.fleet.WorkloadState;
import space.penumbra.domain.hazard.HazardKind;
import space.penumbra.domain.hazard.HazardWindow;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.Proposal;

/** What must hold of every plan, on seeded random regions of 200 nodes. */
class PlanPropertiesTest {

    private static final int NODES = 200;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyTargetLastsAndHasRoom(long seed) {
        RegionSnapshot region = random(seed, false).snapshot();
        Plan plan = new LookaheadPlanner(PlannerSettings.LIVE).plan(region);
        Map<String, Workload> workloads = new HashMap<>();
        region.workloads().forEach(workload -> workloads.put(workload.workloadId(), workload));
        Map<String, NodeSpec> specs = new HashMap<>();
        region.nodes().forEach(spec -> specs.put(spec.nodeId(), spec));
        Map<String, Integer> arrivals = new HashMap<>();
        Map<String, Integer> held = new HashMap<>();
        region.workloads().forEach(workload -> held.merge(workload.nodeId(), workload.gpus(), Integer::sum));
        Map<String, Double> watts = new HashMap<>();
        Map<String, Double> darkHours = new HashMap<>();
        region.workloads()
                .forEach(workload ->
                        watts.merge(workload.nodeId(), 1000.0 * workload.gpus() - 100 * workload.gpus(), Double::sum));

        assertThat(plan.choices().values()).anyMatch(choice -> choice.action() == ActionKind.MIGRATE);
        plan.choices().forEach((id, choice) -> {
            if (choice.action() == ActionKind.MIGRATE) {
                String target = choice.targetNodeId();
                Workload workload = workloads.get(id);
                assertThat(workload.migratable()).isTrue();
                assertThat(target).isNotEqualTo(workload.nodeId());
                arrivals.merge(target, 1, Integer::sum);
                held.merge(target, workload.gpus(), Integer::sum);
                watts.merge(target, 900.0 * workload.gpus(), Double::sum);
                NodeStatus status = region.statuses().get(target);
                assertThat(status.silent()).isFalse();
                assertThat(status.level().worseThan(LimitLevel.WATCH)).isFalse();
                boolean dark = status.illumination() != Illumination.SUNLIT;
                if (dark) {
                    assertThat(plan.proposals())
                            .as("nobody is sent to %s before it is in the light", target)
                            .noneMatch(proposal -> proposal.targetNodeId().equals(target));
                }
                assertThat(status.time()).isAfterOrEqualTo(in(-2));
                Instant onset = onset(region, choice.hazardId());
                Instant dwell = (onset.isAfter(NOW) ? onset : NOW).plusSeconds(1200);
                Instant over34 = onset.plusSeconds(34 * 60);
                Instant stay = dwell.isAfter(over34) ? dwell : over34;
                for (HazardWindow window : region.hazards().get(target).windows()) {
                    boolean open = !window.start().isAfter(NOW);
                    boolean over = !window.end().isAfter(NOW) || window.start().isAfter(stay) || dark && open;
                    boolean shadow = window.kind() == HazardKind.UMBRA || window.kind() == HazardKind.PENUMBRA;
                    if (!over && shadow) {
                        darkHours.merge(
                                target,
                                Duration.between(window.start(), window.end()).toMillis() / 3.6e6,
                                Math::max);
                    }
                    assertThat(over || shadow || window.kind() == HazardKind.SAA)
                            .as("%s may not be threatened before %s: %s", target, stay, window)
                            .isTrue();
                }
            }
        });
        // A node may take guests through its own shadow if a full battery carries all its work there.
        darkHours.forEach((node, hours) -> {
            NodeSpec spec = specs.get(node);
            double rest = spec.busWatts() + spec.gpuIdleWatts() * spec.gpuCount();
            assertThat((rest + watts.getOrDefault(node, 0.0)) * hours / 0.96)
                    .as("energy of %s through its shadow (Wh)", node)
                    .isLessThanOrEqualTo(spec.batteryWattHours() * (1 - spec.batteryFloorRatio()));
        });
        arrivals.forEach((node, count) -> {
            assertThat(count).isLessThanOrEqualTo(4);
            assertThat(held.get(node)).isLessThanOrEqualTo(specs.get(node).gpuCount());
            // The array gives 10 kW and rest takes 1,000 W and 100 W a GPU.
            assertThat(watts.get(node))
                    .isLessThanOrEqualTo(10_000.0 - 1000 - 100 * specs.get(node).gpuCount());
        });
        assertThat(plan.proposals()).allSatisfy(PlanPropertiesTest::timesMakeSense);
        assertThat(plan.proposals()).extracting(Proposal::workloadId).doesNotHaveDuplicates();
        assertThat(plan.proposals()).extracting(Proposal::commandId).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void equalRegionsGiveEqualPlansWhateverTheirOrder(long seed) {
        RegionSnapshot region = random(seed, false).snapshot();
        List<NodeSpec> nodes = new ArrayList<>(region.nodes());
        List<Workload> workloads = new ArrayList<>(region.workloads());
        Collections.shuffle(nodes, new Random(99));
        Collections.shuffle(workloads, new Random(98));
        RegionSnapshot shuffled = new RegionSnapshot(
                region.time(),
                region.epoch(),
                nodes,
                region.statuses(),
                region.hazards(),
                workloads,
                region.commands(),
                region.pending(),
                region.previous());
        LookaheadPlanner planner = new LookaheadPlanner(PlannerSettings.LIVE);

        assertThat(planner.plan(shuffled)).isEqualTo(planner.plan(region));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aPlanThatIsUnderWayIsNotProposedAgain(long seed) {
        TestRegion region = random(seed, false);
        Plan first = new LookaheadPlanner(PlannerSettings.LIVE).plan(region.snapshot());
        assertThat(first.proposals()).isNotEmpty();
        first.proposals().forEach(region::pending);
        region.previous(first.choices()).epoch(2);

        Plan second = new LookaheadPlanner(PlannerSettings.LIVE).plan(region.snapshot());

        assertThat(second.proposals())
                .extracting(Proposal::workloadId)
                .doesNotContainAnyElementsOf(
                        first.proposals().stream().map(Proposal::workloadId).toList());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aFleetWithBatteriesSizedForEclipseIsLeftAlone(long seed) {
        Plan plan = new LookaheadPlanner(PlannerSettings.LIVE)
                .plan(random(seed, true).snapshot());

        assertThat(plan.threatened()).isPositive();
        assertThat(plan.proposals()).isEmpty();
    }

    private static void timesMakeSense(Proposal proposal) {
        assertThat(proposal.notBefore()).isAfterOrEqualTo(NOW);
        assertThat(proposal.notAfter()).isAfterOrEqualTo(proposal.notBefore());
        assertThat(proposal.deadline()).isAfterOrEqualTo(proposal.notAfter());
        assertThat(proposal.marginSeconds()).isNotNegative();
        assertThat(proposal.savingGpuHours()).isPositive();
        assertThat(proposal.explanation()).isNotBlank();
    }

    private static Instant onset(RegionSnapshot region, String hazardId) {
        return region.hazards().values().stream()
                .flatMap(schedule -> schedule.windows().stream())
                .filter(window -> window.hazardId().equals(hazardId))
                .findFirst()
                .orElseThrow()
                .start();
    }

    /** Nodes around one plane of 96 minutes, a third of it dark; batteries that cover all, some or nothing of an eclipse. */
    private static TestRegion random(long seed, boolean sized) {
        Random random = new Random(seed);
        TestRegion region = new TestRegion();
        for (int i = 0; i < NODES; i++) {
            String id = String.format("n%03d", i);
            double battery = sized ? 14_000 : 1_000 + random.nextInt(9_000);
            region.node(id, battery);
            region.gpus(id, 8);
            // Angle around the orbit; the shadow is entered at 0 and left 34 minutes later.
            double sinceEntry = 96 * random.nextDouble();
            boolean dark = sinceEntry < 34;
            region.eclipse(id, -sinceEntry, 34 - sinceEntry);
            region.eclipse(id, 96 - sinceEntry, 130 - sinceEntry);
            if (random.nextInt(4) == 0) {
                double start = random.nextInt(60);
                region.window(id, HazardKind.SAA, start, start + 12, 2000);
            }
            LimitLevel level = random.nextInt(10) == 0 ? LimitLevel.WARNING : LimitLevel.IN_LIMITS;
            double charge = dark ? 1 - 0.4 * sinceEntry / 34 : 0.75 + 0.25 * random.nextDouble();
            region.status(TestRegion.status(
                    id,
                    sized ? Math.max(0.8, charge) : charge,
                    dark ? Illumination.UMBRA : Illumination.SUNLIT,
                    level,
                    random.nextInt(20) == 0,
                    random.nextInt(20) == 0 ? in(-5) : NOW,
                    360 * sinceEntry / 96 - 180));
            int gpus = 0;
            for (int w = 0; w < 2; w++) {
                int size = 1 + random.nextInt(4);
                if (gpus + size <= 6) {
                    gpus += size;
                    region.workload(TestRegion.workload(
                            id + "-w" + w,
                            id,
                            WorkloadKind.values()[random.nextInt(3)],
                            WorkloadState.RUNNING,
                            size,
                            1 + random.nextInt(3),
                            random.nextInt(5) == 0 ? "group" + random.nextInt(10) : ""));
                }
            }
        }
        return region;
    }
}
