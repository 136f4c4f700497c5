package space.penumbra.domain.planning.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Plans keep every limit, bounds hold, and more work never makes a plan dearer. */
class EngineTest {

    private static final double ROUNDING = 1e-9;

    @Test
    void neverBreaksALimitWhateverTheProblem() {
        for (int seed = 0; seed < 150; seed++) {
            Problem problem = RandomProblems.of(seed, 1 + seed % 12, 6, 4);
            Oracle.assertFeasible(problem, Engine.solve(problem, Effort.FIRST).pick());
            Oracle.assertFeasible(
                    problem, Engine.solve(problem, Effort.rounds(20, 300)).pick());
            Oracle.assertFeasible(problem, FirstFit.solve(problem, true).pick());
        }
    }

    @Test
    void theBoundIsNeverAboveTheBestPlanThereIs() {
        double closest = 0;
        for (int seed = 0; seed < 120; seed++) {
            Problem problem = RandomProblems.of(seed, 1 + seed % 3, 3, 3);
            double best = Oracle.best(problem);
            for (int rounds : new int[] {0, 1, 5, 60}) {
                double bound = Engine.solve(problem, Effort.rounds(rounds, 0)).bound();
                assertThat(bound).as("seed %d, %d rounds", seed, rounds).isLessThanOrEqualTo(best);
                closest = rounds == 60 ? Math.max(closest, bound / best) : closest;
            }
        }
        assertThat(closest).as("a bound that is worth its name").isGreaterThan(0.999);
    }

    @Test
    void comesToTheBestPlanOfSmallProblems() {
        int optimal = 0;
        for (int seed = 0; seed < 100; seed++) {
            Problem problem = RandomProblems.of(seed, 3, 3, 3);
            Solution solution = Engine.solve(problem, Effort.rounds(40, 500));
            double best = Oracle.best(problem);
            assertThat(solution.cost()).isGreaterThanOrEqualTo(best - ROUNDING);
            optimal += solution.cost() <= best + ROUNDING ? 1 : 0;
        }
        assertThat(optimal).isGreaterThanOrEqualTo(95);
    }

    @Test
    void equalProblemsAndRoundsGiveEqualPlans() {
        Problem problem = RandomProblems.of(7, 40, 6, 4);
        Solution once = Engine.solve(problem, Effort.rounds(30, 2_000));
        Solution again = Engine.solve(RandomProblems.of(7, 40, 6, 4), Effort.rounds(30, 2_000));
        assertThat(again.pick()).isEqualTo(once.pick());
        assertThat(again.cost()).isEqualTo(once.cost());
        assertThat(again.bound()).isEqualTo(once.bound());
    }

    @Test
    void moreRoundsNeverMakeAPlanDearerNorItsBoundLower() {
        for (int seed = 0; seed < 20; seed++) {
            Problem problem = RandomProblems.of(seed, 25, 6, 4);
            double cost = Engine.solve(problem, Effort.FIRST).cost();
            double searched = Double.POSITIVE_INFINITY;
            for (int rounds : new int[] {0, 50, 200, 1_000}) {
                double now = Engine.solve(problem, Effort.rounds(16, rounds)).cost();
                assertThat(now).isLessThanOrEqualTo(Math.min(cost, searched) + ROUNDING);
                searched = now;
            }
            double bound = Engine.solve(problem, Effort.rounds(5, 0)).bound();
            assertThat(Engine.solve(problem, Effort.rounds(50, 0)).bound()).isGreaterThanOrEqualTo(bound);
        }
    }

    @Test
    void thereIsAWholePlanHoweverEarlyTheTimeIsUp() {
        Problem problem = RandomProblems.of(3, 30, 6, 4);
        for (int asked = 0; asked < 12; asked++) {
            AtomicInteger left = new AtomicInteger(asked);
            Solution solution = Engine.solve(problem, new Effort(10, 10_000, () -> left.getAndDecrement() <= 0, 1));
            Oracle.assertFeasible(problem, solution.pick());
            assertThat(solution.cost())
                    .isLessThanOrEqualTo(Engine.solve(problem, Effort.FIRST).cost() + ROUNDING);
        }
    }

    @Test
    void anEarlierPlanIsKeptWhereItStillFitsAndMendedWhereNot() {
        Problem problem = RandomProblems.of(11, 30, 6, 4);
        Solution plan = Engine.solve(problem, Effort.rounds(20, 2_000));
        assertThat(Engine.solve(problem, plan.pick(), Effort.FIRST).pick()).isEqualTo(plan.pick());

        int[] wrong = plan.pick().clone();
        SplittableRandom random = new SplittableRandom(1);
        for (int w = 0; w < wrong.length; w++) {
            wrong[w] = random.nextInt(Way.STAYS + problem.moves(w));
        }
        Oracle.assertFeasible(
                problem, Engine.solve(problem, wrong, Effort.FIRST).pick());
    }

    @Test
    void nothingToDecideCostsNothing() {
        Solution solution = Engine.solve(new ProblemBuilder().build(), Effort.rounds(10, 100));
        assertThat(solution.pick()).isEmpty();
        assertThat(solution.cost()).isZero();
        assertThat(solution.gapPercent()).isZero();
    }

    @Test
    void aBatteryThatCarriesEverythingIsLeftAloneWithoutAGap() {
        ProblemBuilder builder = new ProblemBuilder();
        builder.node(8, 100_000, 8);
        builder.source(10_000, 1_200);
        int route = builder.route(0, new int[] {builder.link(1_000)}, 1);
        builder.workload(4, 5_200, -1, 3);
        builder.stay(Way.RIDE, 0.05, 3_000);
        builder.move(route, 0.2, 100_000);
        Solution solution = Engine.solve(builder.build(), Effort.rounds(3, 10));
        assertThat(Way.of(solution.pick()[0])).isEqualTo(Way.RIDE);
        assertThat(solution.gapPercent()).isLessThan(1e-6);
    }

    @Test
    void aMoveThatCannotBeCopiedInTimeIsNotMade() {
        ProblemBuilder builder = new ProblemBuilder();
        builder.node(8, 100_000, 8);
        int link = builder.link(100);
        // Due in 200 s counts as due in 180 s: 18,000 MB at 100 MB/s.
        builder.source(0, 200);
        int route = builder.route(0, new int[] {link}, 1);
        builder.workload(1, 1_300, -1, 3);
        builder.move(route, 0.2, 18_001);
        builder.workload(1, 1_300, -1, 3);
        builder.move(route, 0.2, 18_000);
        Solution solution = Engine.solve(builder.build(), Effort.rounds(3, 10));
        assertThat(Arrays.stream(solution.pick()).mapToObj(Way::of)).containsExactly(Way.PAUSE, Way.MOVE);
    }

    @Test
    void twoOfAGroupDoNotMeet() {
        ProblemBuilder builder = new ProblemBuilder();
        builder.node(8, 100_000, 8);
        builder.source(0, 1_800);
        int route = builder.route(0, new int[] {builder.link(1_000)}, 1);
        for (int w = 0; w < 2; w++) {
            builder.workload(1, 1_300, 0, 3);
            builder.move(route, 0.2, 1_000);
        }
        Solution solution = Engine.solve(builder.build(), Effort.rounds(3, 50));
        assertThat(Arrays.stream(solution.pick()).mapToObj(Way::of)).containsExactlyInAnyOrder(Way.PAUSE, Way.MOVE);
    }

    @Test
    void regionsKeepEveryLimitAndSpillingOverHelps() {
        for (int seed = 0; seed < 30; seed++) {
            // Links belong to one region in a fleet of whole planes; here they are wide enough for both.
            Problem wide = RandomProblems.withWideLinks(seed, 16, 5, 4);
            int[] regionOfSource = new int[wide.sources()];
            int[] regionOfNode = new int[wide.nodes()];
            for (int s = 0; s < regionOfSource.length; s++) {
                regionOfSource[s] = s % 2;
            }
            for (int n = 0; n < regionOfNode.length; n++) {
                regionOfNode[n] = n % 2;
            }
            Solution alone =
                    Partition.solve(wide, regionOfSource, regionOfNode, sources -> Effort.rounds(10, 200), false);
            Solution spilled =
                    Partition.solve(wide, regionOfSource, regionOfNode, sources -> Effort.rounds(10, 200), true);
            Oracle.assertFeasible(wide, alone.pick());
            Oracle.assertFeasible(wide, spilled.pick());
            assertThat(spilled.cost()).isLessThanOrEqualTo(alone.cost() + ROUNDING);
        }
    }
}
