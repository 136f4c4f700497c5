package space.penumbra.cli.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import space.penumbra.cli.Penumbra;

class ConfigurationPageTest {

    /** Tests run in the module's folder. */
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void isWhatTheDocumentationHas() throws IOException {
        String page = ConfigurationPage.of(Penumbra.commandLine());
        if (Boolean.getBoolean("penumbra.docs.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(PAGE)
                .as("the page is generated: write it again with -Dpenumbra.docs.write=true")
                .hasContent(page);
    }

    @Test
    void namesEachSettingWithItsDefaultAndWhatItDoes() {
        String page = ConfigurationPage.of(Penumbra.commandLine());
        assertThat(page)
                .contains("## penumbra demo")
                .contains("| `--nodes` | `N` | `200` | Nodes of the fleet: 1 to 100000. |")
                .contains("| `--bootstrap` | `HOST:PORT[,...]` | required | Kafka brokers to start from. |")
                .contains("| `--horizon-hours` | `3` |");
    }
}
