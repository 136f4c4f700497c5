package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.domain.telemetry.Counter;
import space.penumbra.domain.telemetry.Reading;

class DashboardFilesTest {

    private static final Pattern QUOTED = Pattern.compile("\"([A-Za-z]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z]+)\\$?/");

    /** Everything that the history holds, by measurement: tags and fields. */
    private static final Map<String, Set<String>> HISTORY = Map.of(
            "node",
            Stream.of(
                            Stream.of("node", "shell", "source"),
                            Arrays.stream(Reading.values()).map(Reading::field),
                            Arrays.stream(Counter.values()).map(Counter::field))
                    .flatMap(names -> names)
                    .collect(Collectors.toSet()),
            "gpu",
            Set.of(
                    "node",
                    "gpu",
                    "shell",
                    "temperatureCelsius",
                    "powerWatts",
                    "utilisationRatio",
                    "correctedErrors",
                    "uncorrectedErrors"),
            "alarm",
            Set.of("node", "rule", "level", "change", "value", "limit", "message", "active"),
            "hazard",
            Set.of("node", "kind", "durationSeconds", "severity", "probability", "startMillis"),
            "command",
            Set.of(
                    "workload",
                    "action",
                    "reason",
                    "state",
                    "source",
                    "target",
                    "marginSeconds",
                    "savingGpuHours",
                    "costGpuHours",
                    "transferGigabytes",
                    "attempts"),
            "value",
            Set.of(
                    "workload",
                    "tenant",
                    "action",
                    "reason",
                    "source",
                    "needless",
                    "count",
                    "savedGpuHours",
                    "costGpuHours",
                    "depthAvoidedRatio",
                    "lowestChargeRatio"),
            "weather",
            Set.of("feed", "value", "scale"),
            "diverted",
            Set.of("kind", "place", "reason", "count"));

    /** Functions and words of InfluxQL that versions 1, 2 and 3 of InfluxDB all know. */
    private static final Set<String> PORTABLE = Set.of(
            "mean",
            "min",
            "max",
            "sum",
            "count",
            "last",
            "percentile",
            "top",
            "bottom",
            "non_negative_difference",
            "time",
            "fill");

    @BeforeAll
    static void writeIfAsked() throws IOException {
        if (Boolean.getBoolean("dashboards.write")) {
            Dashboards.write();
        }
    }

    static List<Dashboard> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void fileIsWhatTheDescriptionSays(Dashboard dashboard) throws IOException {
        Path file = Dashboards.folder().resolve(dashboard.file());
        assertThat(file)
                .as("run this test with -Ddashboards.write=true, to write it anew")
                .exists();
        assertThat(Files.readString(file))
                .as("%s is out of date: run this test with -Ddashboards.write=true", dashboard.file())
                .isEqualTo(DashboardJson.text(dashboard));
    }

    @Test
    void thereIsNoOtherFile() throws IOException {
        try (Stream<Path> files = Files.list(Dashboards.folder())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".json")))
                    .containsExactlyInAnyOrderElementsOf(
                            Dashboards.all().stream().map(Dashboard::file).toList());
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyPanelExplainsItself(Dashboard dashboard) {
        Set<String> titles = new HashSet<>();
        for (Panel panel : dashboard.panels()) {
            assertThat(titles.add(panel.kind() + panel.title()))
                    .as("two panels '%s'", panel.title())
                    .isTrue();
            if (panel.kind() != Panel.Kind.ROW) {
                assertThat(panel.words()).as(panel.title()).endsWith(".");
                assertThat(panel.queries()).as(panel.title()).isNotEmpty();
                assertThat(panel.queries())
                        .extracting(Query::source)
                        .as(panel.title())
                        .containsOnly(panel.source());
                if (panel.kind() != Panel.Kind.TABLE && panel.kind() != Panel.Kind.TRACK) {
                    assertThat(panel.unit()).as(panel.title()).isNotEmpty();
                }
            }
        }
    }

    /** Everything that a dashboard asks the history. */
    private static Stream<String> influxQl(Dashboard dashboard) {
        return Stream.of(
                        dashboard.panels().stream()
                                .flatMap(panel -> panel.queries().stream())
                                .filter(query -> query.source() == Source.HISTORY)
                                .map(Query::text),
                        dashboard.variables().stream().map(Dashboard.Variable::influxQl),
                        dashboard.marks().stream().map(Dashboard.Mark::influxQl))
                .flatMap(queries -> queries);
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesSpeakWhatEveryInfluxDbKnows(Dashboard dashboard) {
        Pattern call = Pattern.compile("([a-z_]+)\\(");
        influxQl(dashboard)
                .forEach(query -> assertThat(call.matcher(query).results().map(match -> match.group(1)))
                        .as(query)
                        .isSubsetOf(PORTABLE));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesAskForTheChosenRangeAlone(Dashboard dashboard) {
        influxQl(dashboard)
                .filter(query -> query.startsWith("SELECT"))
                .forEach(query -> assertThat(query).contains("$timeFilter"));
        dashboard.panels().stream()
                .flatMap(panel -> panel.queries().stream())
                .filter(query -> query.source() == Source.METRICS)
                .forEach(query -> assertThat(query.text()).doesNotContain("$timeFilter"));
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesNameOnlyWhatTheHistoryHolds(Dashboard dashboard) {
        influxQl(dashboard).forEach(query -> {
            Matcher from = Pattern.compile("FROM \"([a-z]+)\"").matcher(query);
            assertThat(from.find()).as(query).isTrue();
            Set<String> known = new TreeSet<>(HISTORY.get(from.group(1)));
            known.add(from.group(1));
            known.addAll(Set.of("each", "latest", "gained"));
            Matcher aliases = Pattern.compile("AS \"([a-z]+)\"").matcher(query);
            while (aliases.find()) {
                known.add(aliases.group(1));
            }
            Matcher names = QUOTED.matcher(query);
            while (names.find()) {
                assertThat(known).as(query).contains(names.group(1));
            }
        });
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesUseOnlyVariablesOfTheirDashboardAndEachIsUsed(Dashboard dashboard) {
        Set<String> used = new TreeSet<>();
        influxQl(dashboard).forEach(query -> {
            Matcher matcher = VARIABLE.matcher(query);
            while (matcher.find()) {
                used.add(matcher.group(1));
            }
        });
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(dashboard.variables().stream()
                        .map(Dashboard.Variable::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void panelsLieSideBySideAndNotOnEachOther(Dashboard dashboard) {
        Set<String> cells = new HashSet<>();
        for (JsonNode panel : DashboardJson.tree(dashboard).path("panels")) {
            JsonNode grid = panel.path("gridPos");
            for (int x = grid.path("x").asInt();
                    x < grid.path("x").asInt() + grid.path("w").asInt();
                    x++) {
                for (int y = grid.path("y").asInt();
                        y < grid.path("y").asInt() + grid.path("h").asInt();
                        y++) {
                    assertThat(x).isLessThan(24);
                    assertThat(cells.add(x + "/" + y))
                            .as("%s", panel.path("title"))
                            .isTrue();
                }
            }
        }
    }
}
