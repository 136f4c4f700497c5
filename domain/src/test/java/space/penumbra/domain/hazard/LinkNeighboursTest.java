package space.penumbra.domain.hazard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import space.penumbra.orbit.elements.MeanElements;

class LinkNeighboursTest {

    private static final Instant NOON = Instant.parse("2026-06-21T12:00:00Z");

    private static LinkNeighbours.Berth berth(int plane, int place, int places) {
        String name = plane + "-" + place;
        double phase = 360.0 * place / places + 7 * plane;
        return new LinkNeighbours.Berth(
                name, plane, new MeanElements(name, 0, NOON, 15, 0.0005, 90, 20 * plane, 0, phase, 1e-5));
    }

    private static Map<String, List<String>> names(List<LinkNeighbours.Berth> berths, int plane, Instant at) {
        return LinkNeighbours.of(berths, plane, at).stream()
                .collect(Collectors.toMap(
                        LinkNeighbours.Neighbours::nodeId,
                        each -> each.elements().stream()
                                .map(MeanElements::objectName)
                                .toList()));
    }

    private static List<LinkNeighbours.Berth> planes(int places, int... planes) {
        List<LinkNeighbours.Berth> all = new ArrayList<>();
        for (int plane : planes) {
            for (int place = 0; place < places; place++) {
                all.add(berth(plane, place, places));
            }
        }
        Collections.shuffle(all, new Random(5));
        return all;
    }

    @Test
    void areTheNextInThePlaneAndTheNearestInThePlanesBesideIt() {
        Map<String, List<String>> names = names(planes(10, 3, 4, 5), 4, NOON.plusSeconds(86_400));

        assertThat(names).hasSize(10);
        assertThat(names.get("4-0")).containsExactly("4-1", "4-9", "3-0", "5-0");
        assertThat(names.get("4-9")).containsExactly("4-0", "4-8", "3-9", "5-9");
    }

    @Test
    void areMutualInARegularPatternAndFourAtMost() {
        List<LinkNeighbours.Berth> all = planes(24, 0, 1, 2);
        Map<String, List<String>> of0 = names(all, 0, NOON);
        Map<String, List<String>> of1 = names(all, 1, NOON);

        assertThat(of1.values()).allSatisfy(each -> assertThat(each).hasSize(4));
        of0.forEach((node, neighbours) -> neighbours.stream()
                .filter(of1::containsKey)
                .forEach(other -> assertThat(of1.get(other)).contains(node)));
    }

    @Test
    void areFewerInSparsePlanes() {
        assertThat(names(planes(1, 4), 4, NOON)).containsOnly(Map.entry("4-0", List.of()));
        assertThat(names(planes(2, 4), 4, NOON).get("4-0")).containsExactly("4-1");
        assertThat(names(planes(1, 4, 5), 4, NOON).get("4-0")).containsExactly("5-0");
        assertThat(names(planes(3, 5), 4, NOON)).isEmpty();
    }
}
