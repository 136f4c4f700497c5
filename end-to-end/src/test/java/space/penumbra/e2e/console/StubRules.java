package space.penumbra.e2e.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import space.penumbra.control.show.VersionView;
import space.penumbra.domain.limits.LimitLevel;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.rules.RuleState;
import space.penumbra.domain.rules.RuleVersion;
import space.penumbra.domain.rules.ShadowCount;
import space.penumbra.domain.rules.ShadowSample;

/** Answers of the rule lab: version 1 of the temperature rule in force, version 2 in shadow, version 3 a draft. */
final class StubRules {

    private StubRules() {}

    private static VersionView version(RuleState state, long number, double warning) {
        LimitRule base = StubFleet.temperatureRule();
        LimitRule rule = new LimitRule(
                base.ruleId(),
                base.profile(),
                base.field(),
                base.above(),
                base.context(),
                base.watch(),
                warning,
                base.distress(),
                base.critical(),
                base.severe(),
                base.hysteresis(),
                base.persistence(),
                true,
                number,
                base.runbook(),
                base.time());
        return VersionView.of(new RuleVersion(
                state,
                rule,
                number == 1 ? 0 : 1,
                0,
                "mia",
                "calls came late",
                StubFleet.NOW,
                StubFleet.NOW,
                "mia",
                "a day of trial",
                StubFleet.NOW));
    }

    static Map<String, Object> history() {
        return history(0);
    }

    /** The versions; going back leads to this one, 0 if nowhere. */
    static Map<String, Object> history(long before) {
        return Map.of(
                "items",
                List.of(
                        version(RuleState.DRAFT, 3, 70),
                        version(RuleState.SHADOW, 2, 72),
                        version(RuleState.LIVE, 1, 76)),
                "live",
                1,
                "before",
                before);
    }

    /** Version 2 in shadow, with what it would have said. */
    static Map<String, Object> shadowed() {
        ShadowSample sample =
                new ShadowSample(StubFleet.nodeId(3), LimitLevel.WARNING, 73.2, 72, StubFleet.NOW.minusSeconds(40));
        ShadowCount total = new ShadowCount(
                "gpu-temperature",
                2,
                1,
                StubFleet.NOW.minusSeconds(600),
                StubFleet.NOW,
                7,
                3,
                2,
                1,
                List.of(0L, 7L, 0L, 0L, 0L),
                List.of(0L, 3L, 0L, 0L, 0L),
                List.of(sample));
        return item(
                version(RuleState.SHADOW, 2, 72),
                Map.of("total", total, "counts", List.of(total), "samples", List.of(sample)));
    }

    private static Map<String, Object> item(VersionView version, Object shadow) {
        Map<String, Object> item = new HashMap<>();
        item.put("version", version);
        item.put("shadow", shadow);
        return item;
    }

    static Map<String, Object> lab(Object... items) {
        return Map.of("items", List.of(items), "total", items.length, "before", Map.of());
    }

    /** A back-test of version 2. */
    static Map<String, Object> backtest() {
        Map<String, Object> report = new HashMap<>();
        report.put("ruleId", "gpu-temperature");
        report.put("number", 2);
        report.put("liveNumber", 1);
        report.put("kinds", List.of("COOLING_LOOP"));
        report.put("from", StubFleet.NOW.minusSeconds(3600));
        report.put("to", StubFleet.NOW);
        report.put("nodes", 200);
        report.put("frames", 36_000);
        report.put("unusable", 0);
        report.put("nodeDays", 8.3);
        report.put("faults", 4);
        report.put("tested", figures(0.75, 1.0, 240, List.of(), List.of("dd650-03-07 12:00: hot")));
        report.put("inForce", figures(1, 0.5, -300, List.of(), List.of()));
        return Map.of("minutes", 60, "complete", true, "report", report);
    }

    private static Map<String, Object> figures(
            double precision, double recall, double lead, List<String> missed, List<String> wrong) {
        Map<String, Object> figures = new HashMap<>(Map.of("alarms", 4, "right", 3, "side", 0, "found", 4));
        figures.put("wrong", wrong.size());
        figures.put("precision", precision);
        figures.put("recall", recall);
        figures.put("medianLeadSeconds", lead);
        figures.put("wrongPerThousandNodeDays", 120.5);
        figures.put("missed", new ArrayList<>(missed));
        figures.put("falseAlarms", new ArrayList<>(wrong));
        return figures;
    }
}
