package space.penumbra.domain.limits;

import java.time.Instant;

/** Rules for tests. */
public final class Rules {

    private Rules() {}

    /** GPU temperature above 80 (watch), 90 (warning), 100 (critical), hysteresis 3, raised by the second frame. */
    public static LimitRule gpu() {
        return gpu("orbital", 1, 2);
    }

    public static LimitRule gpu(String profile, long version, int persistence) {
        return rule(
                "gpu", profile, "gpuTemperatureMaxCelsius", true, LimitContext.ANY, 80, 90, 3, persistence, version);
    }

    public static LimitRule rule(
            String id,
            String profile,
            String field,
            boolean above,
            LimitContext context,
            double watch,
            double warning,
            double hysteresis,
            int persistence,
            long version) {
        double critical = field.startsWith("gpu") ? 100 : Double.NaN;
        return new LimitRule(
                id,
                profile,
                field,
                above,
                context,
                watch,
                warning,
                Double.NaN,
                critical,
                Double.NaN,
                hysteresis,
                persistence,
                true,
                version,
                "",
                Instant.EPOCH);
    }

    public static LimitRule off(LimitRule rule) {
        return new LimitRule(
                rule.ruleId(),
                rule.profile(),
                rule.field(),
                rule.above(),
                rule.context(),
                rule.watch(),
                rule.warning(),
                rule.distress(),
                rule.critical(),
                rule.severe(),
                rule.hysteresis(),
                rule.persistence(),
                false,
                rule.version() + 1,
                rule.runbook(),
                rule.time());
    }
}
