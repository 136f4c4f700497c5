package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.telemetry.Reading;

/** What a panel colours red, an alarm calls grave: the limits are those of the rules, and every limited reading shows them. */
class ThresholdsTest {

    private static final List<String> COLOUR_OF_LEVEL = List.of("green", "blue", "yellow", "orange", "red", "purple");
    private static final Set<String> LIMITED = DefaultRules.all().stream()
            .filter(rule -> rule.profile().equals(DefaultRules.ORBITAL))
            .map(LimitRule::field)
            .collect(Collectors.toSet());
    private static final Pattern FIELD =
            Pattern.compile("(?:mean|min|max|last|percentile|top|bottom)\\(\"([A-Za-z]+)\"");

    static Stream<Panel> panels() {
        return Dashboards.all().stream()
                .flatMap(dashboard -> dashboard.panels().stream())
                .filter(panel -> panel.kind() != Panel.Kind.ROW);
    }

    static Stream<Panel> ruled() {
        return panels().filter(panel -> panel.thresholds().origin().startsWith("rule "));
    }

    private static LimitRule ruleOf(Panel panel) {
        return Thresholds.rule(panel.thresholds().origin().substring("rule ".length()));
    }

    /** The level that a rule gives a value, in so many words. */
    private static LimitLevel level(LimitRule rule, double value) {
        List<Double> limits = Thresholds.limits(rule);
        LimitLevel worst = LimitLevel.IN_LIMITS;
        for (int i = 0; i < limits.size(); i++) {
            double limit = limits.get(i);
            if (rule.above() ? value > limit : value < limit) {
                worst = LimitLevel.values()[i + 1];
            }
        }
        return worst;
    }

    /** The colour that Grafana gives a value: of the last step that begins at or below it. */
    private static String colour(JsonNode steps, double value) {
        String colour = "";
        for (JsonNode step : steps) {
            if (step.path("value").isNull() || value >= step.path("value").asDouble()) {
                colour = step.path("color").asText();
            }
        }
        return colour;
    }

    @Test
    void theFilesColourEveryValueAsTheDefaultRulesJudgeIt() throws IOException {
        int judged = 0;
        for (Dashboard dashboard : Dashboards.all()) {
            JsonNode file = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(Dashboards.folder().resolve(dashboard.file()).toFile());
            for (Panel panel : dashboard.panels()) {
                if (panel.kind() == Panel.Kind.ROW
                        || !panel.thresholds().origin().startsWith("rule ")) {
                    continue;
                }
                LimitRule rule = ruleOf(panel);
                JsonNode steps = panelOf(file, panel.title()).at("/fieldConfig/defaults/thresholds/steps");
                for (double limit : Thresholds.limits(rule)) {
                    for (double value : new double[] {limit - 0.001, limit + 0.001}) {
                        if (!Double.isNaN(value)) {
                            assertThat(colour(steps, value))
                                    .as("%s: %s at %s", dashboard.title(), panel.title(), value)
                                    .isEqualTo(COLOUR_OF_LEVEL.get(
                                            level(rule, value).ordinal()));
                            judged++;
                        }
                    }
                }
            }
        }
        assertThat(judged).isGreaterThan(150);
    }

    private static JsonNode panelOf(JsonNode file, String title) {
        for (JsonNode panel : file.path("panels")) {
            if (panel.path("title").asText().equals(title)
                    && !panel.path("type").asText().equals("row")) {
                return panel;
            }
        }
        throw new AssertionError("No panel '" + title + "' in the file");
    }

    @ParameterizedTest
    @MethodSource("ruled")
    void aPanelShowsWhatItsRuleLimits(Panel panel) {
        LimitRule rule = ruleOf(panel);
        assertThat(rule.profile()).isEqualTo(DefaultRules.ORBITAL);
        if (rule.field().equals("upsetsPerHour")) {
            assertThat(panel.queries())
                    .allSatisfy(query ->
                            assertThat(query.text()).contains("correctedErrors", "uncorrectedErrors", "time(1h)"));
            return;
        }
        assertThat(field(panel)).contains(rule.field());
        assertThat(panel.unit()).isEqualTo(GrafanaUnit.of(Reading.ofField(rule.field())));
        assertThat(panel.words()).contains(rule.ruleId());
    }

    /** The one field that all queries of a panel show; none if there are several. */
    private static Optional<String> field(Panel panel) {
        Set<String> fields = panel.queries().stream()
                .flatMap(query -> FIELD.matcher(query.text()).results())
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        fields.remove("each");
        fields.remove("latest");
        return fields.size() == 1 ? Optional.of(fields.iterator().next()) : Optional.empty();
    }

    @Test
    void aPanelOfALimitedReadingShowsItsLimits() {
        assertThat(panels().filter(panel -> panel.kind() == Panel.Kind.STAT || panel.kind() == Panel.Kind.LINES)
                        // A spread shows how many are where; the extremes beside it show the limits.
                        .filter(panel ->
                                panel.queries().stream().noneMatch(q -> q.text().contains("percentile(")))
                        // A sum over nodes has no limit.
                        .filter(panel ->
                                panel.queries().stream().noneMatch(q -> q.text().startsWith("SELECT sum(")))
                        .filter(panel -> field(panel).filter(LIMITED::contains).isPresent())
                        .filter(panel -> !panel.thresholds().origin().startsWith("rule "))
                        .map(Panel::title))
                .isEmpty();
    }

    @Test
    void noPanelHasALimitOfItsOwn() {
        assertThat(panels().map(Panel::thresholds).filter(limits -> !limits.equals(Thresholds.NONE)))
                .isNotEmpty()
                .allMatch(limits ->
                        limits.origin().matches("(rule|alert) .+|NOAA scales|margins of the console|none is right"));
    }

    @Test
    void panelsAboutThePlatformTurnWhereTheirAlertFires() {
        Panel lag = panels().filter(panel -> panel.title().equals("Records behind by job"))
                .findFirst()
                .orElseThrow();
        assertThat(lag.thresholds().steps()).last().isEqualTo(new Thresholds.Step(100_000.0, "orange"));
        Panel dead = panels().filter(panel -> panel.title().equals("Dead letters"))
                .findFirst()
                .orElseThrow();
        assertThat(dead.thresholds().steps())
                .last()
                .extracting(Thresholds.Step::from)
                .isEqualTo(0.01);
    }
}
