package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.migration.CommandState;

class EndpointsFileTest {

    @Test
    void readsEndpointsWithTheirDefaults(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), Receiver.KEY + "\n");
        String json =
                "{\"endpoints\": [{\"name\": \"a\", \"url\": \"https://hooks.example/x\", \"secret\": \"file:" + key
                        + "\"}, {\"name\": \"b\", \"url\": \"http://127.0.0.1:9/\", \"secret\": \"env:B\", \"kinds\": [\"command\"],"
                        + " \"commandStates\": [\"FAILED\"], \"minimumLevel\": \"severe\", \"allowPrivateAddresses\": true}]}";
        var endpoints = EndpointsFile.parse(json, "hooks.json", name -> name.equals("B") ? Receiver.KEY : null);
        assertThat(endpoints).hasSize(2);
        assertThat(endpoints.get(0).route().minimumLevel()).isEqualTo(LimitLevel.WARNING);
        assertThat(endpoints.get(0).route().commandStates()).isEqualTo(Route.DEFAULT_COMMAND_STATES);
        assertThat(endpoints.get(0).allowPrivateAddresses()).isFalse();
        assertThat(endpoints.get(1).route().kinds()).isEqualTo(Set.of(EventKind.COMMAND));
        assertThat(endpoints.get(1).route().commandStates()).isEqualTo(Set.of(CommandState.FAILED));
        assertThat(endpoints.get(1).route().minimumLevel()).isEqualTo(LimitLevel.SEVERE);
        assertThat(endpoints.toString()).doesNotContain(Receiver.KEY.substring(6));
    }

    @Test
    void reportsAllMistakesAtOnceAndRepeatsNoSecret() {
        String json = "{\"endpoints\": [{\"name\": \"a b\", \"url\": \"http://hooks.example/x\", \"secret\": \""
                + Receiver.KEY + "\", \"kinds\": [\"alarms\"], \"colour\": 1},"
                + "{\"name\": \"c\", \"url\": \"https://hooks.example/\", \"secret\": \"env:MISSING\","
                + " \"minimumLevel\": \"BAD\"}]}";
        assertThatThrownBy(() -> EndpointsFile.parse(json, "hooks.json", name -> null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hooks.json: ")
                .hasMessageContainingAll(
                        "'a b' is no endpoint name",
                        "is not https",
                        "given by reference",
                        "'alarms' is none of kinds",
                        "unknown key 'colour'",
                        "env:MISSING is not set",
                        "'BAD' is no level")
                .hasMessageNotContaining(Receiver.KEY.substring(6));
    }

    @Test
    void refusesAKeyThatIsNoBase64WithoutShowingIt() {
        assertThatThrownBy(() -> Secret.of("env:K", name -> "whsec_not base64!"))
                .hasMessageContaining("env:K")
                .hasMessageNotContaining("not base64!");
    }

    @Test
    void saysWhereAFileIsNoJson() {
        assertThatThrownBy(() -> EndpointsFile.parse("{\n\"endpoints\": [}", "hooks.json", name -> null))
                .hasMessage("hooks.json: no JSON at line 2");
    }

    @Test
    void readsFormatsRoutesAndGroups() {
        String json =
                "{\"console\": \"https://ops.example/\", \"endpoints\": [{\"name\": \"s\", \"url\": \"env:SLACK\","
                        + " \"format\": \"slack\", \"places\": [\"ss650/3\"], \"rules\": [\"gpu-hot\"],"
                        + " \"group\": {\"by\": [\"plane\"], \"waitSeconds\": 2.5}},"
                        + " {\"name\": \"p\", \"url\": \"https://pager.example/\", \"format\": \"pagerduty\", \"secret\": \"env:KEY\"}]}";
        var endpoints = EndpointsFile.parse(
                json,
                "hooks.json",
                name -> name.equals("SLACK") ? "https://slack.example/services/T0/B0/x" : "r0ut1ng");
        Endpoint slack = endpoints.get(0);
        assertThat(slack.format()).isEqualTo(Format.SLACK);
        assertThat(slack.url().getPath()).isEqualTo("/services/T0/B0/x");
        assertThat(slack.secret()).isNull();
        assertThat(slack.route().places()).containsExactly("ss650/3");
        assertThat(slack.route().rules()).containsExactly("gpu-hot");
        assertThat(slack.grouping()).isEqualTo(new Grouping(Set.of(GroupBy.PLANE), Duration.ofMillis(2500)));
        assertThat(slack.console()).isEqualTo("https://ops.example");
        assertThat(endpoints.get(1).secret().reveal()).isEqualTo("r0ut1ng");
        assertThat(endpoints.toString()).doesNotContain("services", "r0ut1ng");
    }

    @Test
    void refusesGroupsWhereOneEventATimeIsTold() {
        String json = "{\"console\": \"ops\", \"endpoints\": [{\"name\": \"a\", \"url\": \"https://x.example/\","
                + " \"format\": \"pagerduty\", \"group\": {\"waitSeconds\": 900, \"by\": [\"colour\"]}},"
                + " {\"name\": \"b\", \"url\": \"env:GONE\", \"format\": \"carrier-pigeon\", \"secret\": \"env:K\"}]}";
        assertThatThrownBy(
                        () -> EndpointsFile.parse(json, "hooks.json", name -> name.equals("K") ? Receiver.KEY : null))
                .hasMessageContainingAll(
                        "console 'ops' is no address",
                        "a: format pagerduty tells of one event at a time",
                        "a: group.waitSeconds is 900",
                        "a: 'colour' is none of by",
                        "a: a secret is given by reference",
                        "b: 'carrier-pigeon' is no format",
                        "b: the environment variable of env:GONE is not set");
    }
}
