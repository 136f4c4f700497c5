package space.penumbra.jobs.forecasts;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.hazard.Maintenance;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.weather.SpaceWeather;

/**
 * One fact that concerns many nodes: exactly one component is there.
 *
 * @param weather an observation of space weather
 * @param rule a limit
 * @param plan planned maintenance
 */
public record Notice(
        @Nullable SpaceWeather weather,
        @Nullable LimitRule rule,
        @Nullable Maintenance plan) {

    static Notice of(SpaceWeather weather) {
        return new Notice(weather, null, null);
    }

    static Notice of(LimitRule rule) {
        return new Notice(null, rule, null);
    }

    static Notice of(Maintenance plan) {
        return new Notice(null, null, plan);
    }
}
