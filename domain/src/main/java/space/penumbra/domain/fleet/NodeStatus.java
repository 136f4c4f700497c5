package space.penumbra.domain.fleet;

import java.time.Instant;
import space.penumbra.domain.limits.LimitLevel;

/**
 * The health of a node in one small record: all that the console, the planner and the gate see of its telemetry.
 * Written on change and at a slow beat.
 *
 * @param nodeId the node
 * @param level worst level of what was found on it, also where load and Sun explain it and no alarm is raised
 * @param silent true when frames are missing although contact was expected
 * @param illumination sunlit, penumbra or umbra, from the sun sensor
 * @param latitudeDegrees geodetic, north positive; NaN if not known
 * @param longitudeDegrees -180 to 180, east positive; NaN if not known
 * @param altitudeKilometres above the ellipsoid; NaN if not known
 * @param batteryChargeRatio state of charge, 0 to 1
 * @param solarPowerWatts array output
 * @param loadPowerWatts load of the whole node
 * @param powerMarginWatts what could still be drawn
 * @param gpuUtilisationRatio mean over the GPUs, 0 to 1
 * @param gpuTemperatureMaxCelsius hottest GPU
 * @param radiatorTemperatureCelsius radiator
 * @param correctedErrors total since the node's first frame, over resets
 * @param uncorrectedErrors total since the node's first frame, over resets
 * @param upsetsPerHour corrected and uncorrected errors in the last hour of event time
 * @param openAlarms number of alarms that are not back to normal
 * @param worstAlarm key of the worst finding, empty if none
 * @param frames frames accepted since the node's first
 * @param time event time of the newest frame that is in here
 */
public record NodeStatus(
        String nodeId,
        LimitLevel level,
        boolean silent,
        Illumination illumination,
        double latitudeDegrees,
        double longitudeDegrees,
        double altitudeKilometres,
        double batteryChargeRatio,
        double solarPowerWatts,
        double loadPowerWatts,
        double powerMarginWatts,
        double gpuUtilisationRatio,
        double gpuTemperatureMaxCelsius,
        double radiatorTemperatureCelsius,
        long correctedErrors,
        long uncorrectedErrors,
        double upsetsPerHour,
        int openAlarms,
        String worstAlarm,
        long frames,
        Instant time) {}
