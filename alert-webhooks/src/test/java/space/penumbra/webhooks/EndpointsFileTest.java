package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        assertThat(endpoints.get(0).minimumLevel()).isEqualTo(LimitLevel.WARNING);
        assertThat(endpoints.get(0).commandStates()).isEqualTo(Endpoint.DEFAULT_COMMAND_STATES);
        assertThat(endpoints.get(0).allowPrivateAddresses()).isFalse();
        assertThat(endpoints.get(1).kinds()).isEqualTo(Set.of(EventKind.COMMAND));
        assertThat(endpoints.get(1).commandStates()).isEqualTo(Set.of(CommandState.FAILED));
        assertThat(endpoints.get(1).minimumLevel()).isEqualTo(LimitLevel.SEVERE);
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
}
