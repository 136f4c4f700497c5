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
            "weather",
            Set.of("feed", "value", "scale"));

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
                assertThat(panel.description()).as(panel.title()).endsWith(".");
                assertThat(panel.queries()).as(panel.title()).isNotEmpty();
                if (panel.kind() != Panel.Kind.TABLE && panel.kind() != Panel.Kind.TRACK) {
                    assertThat(panel.unit()).as(panel.title()).isNotEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void queriesNameOnlyWhatTheHistoryHolds(Dashboard dashboard) {
        Stream.concat(
                        dashboard.panels().stream()
                                .flatMap(panel -> panel.queries().stream())
                                .map(Query::influxQl),
                        dashboard.variables().stream().map(Dashboard.Variable::influxQl))
                .forEach(query -> {
                    Matcher from = Pattern.compile("FROM \"([a-z]+)\"").matcher(query);
                    assertThat(from.find()).as(query).isTrue();
                    Set<String> known = new TreeSet<>(HISTORY.get(from.group(1)));
                    known.add(from.group(1));
                    known.addAll(Set.of("each", "latest"));
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
        Stream.concat(
                        dashboard.panels().stream()
                                .flatMap(panel -> panel.queries().stream())
                                .map(Query::influxQl),
                        dashboard.variables().stream().map(Dashboard.Variable::influxQl))
                .forEach(query -> {
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
