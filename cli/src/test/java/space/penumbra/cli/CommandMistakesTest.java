package space.penumbra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people get wrong, and the line that they get for it. */
class CommandMistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            demo --nodes 0                                                              | --nodes must be from 1 to 100000, not 0
            demo --nodes many                                                           | 'many' is not an int
            demo --speed -1                                                             | --speed must be above 0
            demo --http-port 70000                                                      | a port must be from 0 to 65535, not 70000
            job submit --flink http://h:1 --bootstrap h:1 nonsense                      | 'nonsense' is no job: use health
            job submit --flink h:1 --bootstrap h:1                                      | 'h:1' is no address
            job submit --flink http://h:1 --bootstrap h:1 --parallelism 0               | --parallelism must be from 1 to 128
            job submit --flink http://h:1 --bootstrap h:1 --from /x                     | --from needs exactly one job name
            job submit --flink http://h:1 --bootstrap h:1 --set horizon-hours=999       | '999' is not a whole number from 1 to 72
            ingest prometheus --bootstrap h:1 --target http://x                         | has no usable name: use NAME=URL
            ingest space-weather --bootstrap h:1 --every 5 x.json                       | use 60 or more
            ingest prometheus --bootstrap h:1                                           | No target given: use --target NAME=URL
            serve fleet-control --bootstrap h:1 --history influxql                      | history url is ''
            serve                                                                       | Missing one of fleet-control, alert-webhooks, executor, twin
            serve executor --bootstrap h:1 --kind http                                  | --kind http needs --url
            serve executor --bootstrap h:1 --kind http --url http://192.0.2.1/x         | is not encrypted
            ctl shelve a/b --minutes 0 --reason x                                       | --minutes must be from 1 to 10080
            bench throughput --frames 5                                                 | --frames must be from 10000
            """)
    void isOneLineThatNamesTheValueAndEndsWithTwo(String command, String message) {
        Run run = Run.of(command.strip().split("\\s+"));
        assertThat(run.err()).contains(message.strip());
        assertThat(run.err().lines()).hasSize(1);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void demoSaysWhichPortIsTakenAndHowToChooseAnother(@TempDir Path folder) throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(other.getLocalPort());
            Run run = Run.of(
                    "demo",
                    "--data-dir",
                    folder.toString(),
                    "--kafka-port",
                    port,
                    "--http-port",
                    "0",
                    "--flink-port",
                    "0");
            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err())
                    .contains("port " + port + " for Kafka is in use")
                    .contains("--kafka-port");
            assertThat(run.err().lines()).hasSize(1);
        }
    }

    @Test
    void webhooksSayThatTheirFileIsMissing() {
        Run run = Run.of("serve", "alert-webhooks", "--bootstrap", "127.0.0.1:1", "--endpoints", "missing.json");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("missing.json");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void jobsSayThatFlinkDoesNotAnswer() {
        Run run = Run.of("job", "list", "--flink", "http://127.0.0.1:1");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains("Flink does not answer at http://127.0.0.1:1")
                .contains("--flink");
    }
}
