package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.alarm.AlarmChange;
import space.penumbra.domain.alarm.AlarmEvent;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.wire.Topics;

class RouteTest {

    private static Route route(Set<String> rules, Set<String> places) {
        return new Route(
                EnumSet.allOf(EventKind.class), LimitLevel.WARNING, Route.DEFAULT_COMMAND_STATES, rules, places);
    }

    private static Message at(Place place) {
        AlarmEvent event = Events.alarm("n1", AlarmChange.RAISED, LimitLevel.CRITICAL);
        return Messages.of(event, event.level(), place);
    }

    @Test
    void sendsAPlanesAlarmsToThoseWhoLookAfterItOrItsShell() {
        Message message = at(new Place("ss650", 3));
        assertThat(route(Set.of(), Set.of("ss650/3")).wants(message)).isTrue();
        assertThat(route(Set.of(), Set.of("ss650")).wants(message)).isTrue();
        assertThat(route(Set.of(), Set.of("ss650/30")).wants(message)).isFalse();
        assertThat(route(Set.of(), Set.of("w550")).wants(message)).isFalse();
    }

    @Test
    void everyoneHearsOfANodeThatNobodyDescribed() {
        assertThat(route(Set.of(), Set.of("w550")).wants(at(Place.UNKNOWN))).isTrue();
    }

    @Test
    void sendsOnlyTheRulesThatAreAskedFor() {
        assertThat(route(Set.of("gpu-hot"), Set.of()).wants(at(Place.UNKNOWN))).isTrue();
        assertThat(route(Set.of("battery-low"), Set.of()).wants(at(Place.UNKNOWN)))
                .isFalse();
    }

    @Test
    void saysInWordsWhatItWants() {
        assertThat(route(Set.of(), Set.of()).words())
                .isEqualTo("alarms from WARNING on, commands that need a person or end");
        assertThat(new Route(
                                Set.of(EventKind.ALARM),
                                LimitLevel.CRITICAL,
                                Set.of(),
                                Set.of("silence", "gpu-hot"),
                                Set.of("ss650/3"))
                        .words())
                .isEqualTo("alarms from CRITICAL on of gpu-hot silence, in ss650/3");
    }

    @Test
    void learnsFromTheFleetWhereItsNodesFly() {
        NodeSpec spec = new NodeSpec(
                "n1",
                "twin",
                "test",
                "w550",
                7,
                8,
                80,
                75,
                700,
                500,
                9000,
                4000,
                0.2,
                8000,
                100,
                10,
                "orbital",
                false,
                Instant.EPOCH);
        try (Places places = new Places(true, () -> TopicInMemory.of(Topics.FLEET_NODES, Map.entry("n1", spec)))) {
            assertThat(places.of("n1").name()).isEqualTo("w550/7");
            assertThat(places.of("n2")).isEqualTo(Place.UNKNOWN);
        }
    }
}
