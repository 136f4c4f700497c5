package space.penumbra.jobs.forecasts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.orbit.elements.MeanElements;

class PlaneNeighboursTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private KeyedOneInputStreamOperatorTestHarness<String, NodeFact, PlaneFact> places;
    private KeyedOneInputStreamOperatorTestHarness<String, PlaneFact, NodeFact> neighbours;
    private int passedOn;
    private int told;

    @BeforeEach
    void open() throws Exception {
        places = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new NodePlaces()), NodeFact::nodeId, Types.STRING);
        neighbours = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new PlaneNeighbours()), PlaneFact::kept, Types.STRING);
        places.open();
        neighbours.open();
    }

    @AfterEach
    void close() throws Exception {
        places.close();
        neighbours.close();
    }

    private static MeanElements elements(String node, double anomaly) {
        return new MeanElements(node, 0, NOON, 15, 0.0005, 53, 10, 0, anomaly, 1e-5);
    }

    private static NodeSpec spec(String node, int plane, double linkGigabits, boolean retired) {
        return new NodeSpec(
                node,
                "twin",
                "test",
                "i53",
                plane,
                8,
                80,
                100,
                1000,
                1000,
                12_000,
                4_000,
                0.2,
                15_000,
                linkGigabits,
                30,
                "orbital",
                retired,
                NOON);
    }

    /** What is told after this fact and the pause, as "node: neighbours". */
    private List<String> tell(NodeFact fact) throws Exception {
        places.processElement(fact, 0);
        List<PlaneFact> out = places.extractOutputValues();
        for (PlaneFact each : out.subList(passedOn, out.size())) {
            neighbours.processElement(each, 0);
        }
        passedOn = out.size();
        neighbours.setProcessingTime(neighbours.getProcessingTime() + PlaneNeighbours.PAUSE_MILLIS);
        List<NodeFact> facts = neighbours.extractOutputValues();
        List<String> fresh = facts.subList(told, facts.size()).stream()
                .map(each -> each.nodeId() + ": "
                        + each.neighbours().elements().stream()
                                .map(MeanElements::objectName)
                                .toList())
                .sorted()
                .toList();
        told = facts.size();
        return fresh;
    }

    private List<String> join(String node, int plane, double anomaly) throws Exception {
        tell(NodeFact.of(elements(node, anomaly)));
        return tell(NodeFact.of(spec(node, plane, 100, false)));
    }

    @Test
    void tellsEachNodeWhoFliesNextToItAsTheFleetGrows() throws Exception {
        assertThat(join("a", 1, 0)).containsExactly("a: []");
        assertThat(join("b", 1, 20)).containsExactly("a: [b]", "b: [a]");
        assertThat(join("c", 2, 3)).containsExactly("a: [b, c]", "b: [a, c]", "c: [a]");
        assertThat(join("d", 4, 0)).as("two planes away").containsExactly("d: []");
    }

    @Test
    void tellsOnlyWhatChanged() throws Exception {
        join("a", 1, 0);
        join("b", 1, 20);
        assertThat(tell(NodeFact.of(elements("b", 20)))).as("the same again").isEmpty();
        assertThat(tell(NodeFact.of(elements("b", 21)))).containsExactly("a: [b]");
        assertThat(tell(NodeFact.of(spec("b", 2, 100, false))))
                .as("to the plane beside")
                .containsExactly("b: [a]");
        assertThat(tell(NodeFact.of(spec("b", 3, 100, false)))).containsExactly("a: []", "b: []");
    }

    @Test
    void forgetsWhoIsRetiredAndLeavesOutWhoHasNoLink() throws Exception {
        join("a", 1, 0);
        tell(NodeFact.of(elements("mute", 5)));
        assertThat(tell(NodeFact.of(spec("mute", 1, 0, false)))).isEmpty();
        assertThat(join("b", 1, 20)).containsExactly("a: [b]", "b: [a]");
        assertThat(tell(NodeFact.of(spec("b", 1, 100, true)))).containsExactly("a: []");
        assertThat(tell(NodeFact.of(elements("b", 22)))).as("gone for good").isEmpty();
    }
}
