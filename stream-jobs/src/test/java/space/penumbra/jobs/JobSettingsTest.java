package space.penumbra.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobSettingsTest {

    @Test
    void takesBothFormsOfAnOptionAndDefaultsForTheRest() {
        JobSettings settings = JobSettings.parse("--bootstrap", "kafka:9092", "--influx-api=v1", "--parallelism", "4");

        assertThat(settings.bootstrap()).isEqualTo("kafka:9092");
        assertThat(settings.influxApi()).isEqualTo(InfluxApi.V1);
        assertThat(settings.parallelism()).isEqualTo(4);
        assertThat(settings.historyIntervalSeconds()).isEqualTo(60);
        assertThat(settings.group("health")).isEqualTo("penumbra-health");
    }

    @Test
    void namesEveryMistakeAtOnce() {
        assertThatThrownBy(() -> JobSettings.parse(
                        "--bootstrap", "nowhere", "--parallelism", "-2", "--colour", "blue", "--influx-url", "ftp://x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'nowhere' is not host:port")
                .hasMessageContaining("'-2' is not a whole number from 0 to 32768")
                .hasMessageContaining("'--colour' is no option of a job")
                .hasMessageContaining("'ftp://x' is not a URL")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("'blue'"));
    }

    @Test
    void saysThatAValueIsMissing() {
        assertThatThrownBy(() -> JobSettings.parse("--bootstrap"))
                .hasMessageContaining("--bootstrap needs a value: Kafka brokers");
    }

    @Test
    void neverShowsATokenOrAPassword(@TempDir Path folder) throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "s3cret\n");
        Path kafka = Files.writeString(folder.resolve("kafka.properties"), "ssl.keystore.password=hush\n");
        JobSettings settings =
                JobSettings.parse("--influx-token-file", token.toString(), "--kafka-config", kafka.toString());

        assertThat(settings.influxToken()).isEqualTo("s3cret");
        assertThat(settings.kafka()).containsEntry("ssl.keystore.password", "hush");
        assertThat(settings.toString()).doesNotContain("s3cret", "hush").contains("ssl.keystore.password");
    }
}
