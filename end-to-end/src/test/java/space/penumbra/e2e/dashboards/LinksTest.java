package space.penumbra.e2e.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ways out of a dashboard lead somewhere. */
class LinksTest {

    private static final Pattern DASHBOARD = Pattern.compile("^/d/([a-z-]+)\\?var-([a-z]+)=");
    private static final Pattern CONSOLE = Pattern.compile("^\\$\\{console:raw}/#/([a-z]+)/\\$\\{");
    private static final Pattern COLUMN = Pattern.compile("\\$\\{__data\\.fields\\.([a-z]+)}");
    /** Pages of the console that take what they show from the address. */
    private static final Set<String> PAGES = Set.of("nodes", "workloads");

    static List<Dashboard> dashboards() {
        return Dashboards.all();
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void everyDashboardLeadsToTheOthersAndToTheConsole(Dashboard dashboard) {
        JsonNode tree = DashboardJson.tree(dashboard);
        assertThat(tree.at("/links/0/tags/0").asText())
                .isEqualTo(tree.at("/tags/0").asText());
        assertThat(tree.at("/links/1/url").asText()).isEqualTo("$console");
        assertThat(tree.at("/templating/list").findValuesAsText("name")).contains("console");
    }

    @ParameterizedTest
    @MethodSource("dashboards")
    void linksOfPanelsNameDashboardsVariablesAndColumnsThatExist(Dashboard dashboard) {
        for (JsonNode panel : DashboardJson.tree(dashboard).path("panels")) {
            String queries = panel.path("targets").findValuesAsText("query").toString();
            for (String url : panel.findValuesAsText("url")) {
                MatchResult out = DASHBOARD.matcher(url).results().findFirst().orElse(null);
                if (out != null) {
                    Dashboard target = Dashboards.all().stream()
                            .filter(other -> other.uid().equals(out.group(1)))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError(url + " leads to no dashboard"));
                    assertThat(target.variables())
                            .extracting(Dashboard.Variable::name)
                            .contains(out.group(2));
                } else {
                    assertThat(CONSOLE.matcher(url).results().map(match -> match.group(1)))
                            .as(url)
                            .hasSize(1)
                            .isSubsetOf(PAGES);
                }
                COLUMN.matcher(url)
                        .results()
                        .forEach(match -> assertThat(queries).as(url).contains("\"" + match.group(1) + "\""));
            }
        }
    }

    @Test
    void tablesOfNodesAndWorkloadsLeadToThem() {
        Set<String> linked = Dashboards.all().stream()
                .map(DashboardJson::tree)
                .flatMap(tree -> tree.findValuesAsText("url").stream())
                .flatMap(url -> COLUMN.matcher(url).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(linked).containsExactly("node", "source", "target", "workload");
    }
}
