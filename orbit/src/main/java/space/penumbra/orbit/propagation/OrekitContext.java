package space.penumbra.orbit.propagation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.orekit.attitudes.FrameAlignedProvider;
import org.orekit.frames.Frame;
import org.orekit.frames.Frames;
import org.orekit.propagation.analytical.tle.TLE;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.time.AbsoluteDate;
import org.orekit.time.DateComponents;
import org.orekit.time.OffsetModel;
import org.orekit.time.TimeScales;
import org.orekit.time.UTCScale;
import space.penumbra.orbit.elements.MeanElements;

/**
 * Orekit without its data folder: leap seconds built in, no Earth orientation, no ephemerides. It is the oracle of the tests and of the
 * benchmarks; the hot path is {@link Sgp4}. Never touches Orekit's default data context. Thread-safe.
 *
 * <p>Without Earth orientation UT1 equals UTC: at most 0.9 s, or 400 m of longitude at the equator, and nothing in TEME.
 */
public final class OrekitContext {

    /** TAI - UTC in whole seconds and the day it began (IERS Bulletin C; none announced after 2017-01-01). */
    private static final int[][] LEAP_SECONDS = {
        {1972, 1, 1, 10}, {1972, 7, 1, 11}, {1973, 1, 1, 12}, {1974, 1, 1, 13}, {1975, 1, 1, 14}, {1976, 1, 1, 15},
        {1977, 1, 1, 16}, {1978, 1, 1, 17}, {1979, 1, 1, 18}, {1980, 1, 1, 19}, {1981, 7, 1, 20}, {1982, 7, 1, 21},
        {1983, 7, 1, 22}, {1985, 7, 1, 23}, {1988, 1, 1, 24}, {1990, 1, 1, 25}, {1991, 1, 1, 26}, {1992, 7, 1, 27},
        {1993, 7, 1, 28}, {1994, 7, 1, 29}, {1996, 1, 1, 30}, {1997, 7, 1, 31}, {1999, 1, 1, 32}, {2006, 1, 1, 33},
        {2009, 1, 1, 34}, {2012, 7, 1, 35}, {2015, 7, 1, 36}, {2017, 1, 1, 37},
    };

    private static final double SPACECRAFT_MASS_KG = 1000.0;

    private final TimeScales timeScales;
    private final Frame teme;

    public OrekitContext() {
        List<OffsetModel> offsets = new ArrayList<>();
        for (int[] row : LEAP_SECONDS) {
            offsets.add(new OffsetModel(new DateComponents(row[0], row[1], row[2]), row[3]));
        }
        timeScales = TimeScales.of(offsets, (conventions, scales) -> Collections.emptyList());
        teme = Frames.of(timeScales, () -> {
                    throw new IllegalStateException("this Orekit context carries no planetary ephemerides");
                })
                .getTEME();
    }

    public UTCScale utc() {
        return timeScales.getUTC();
    }

    public Frame teme() {
        return teme;
    }

    /** Orekit's SGP4 or SDP4 over the same elements. */
    public TLEPropagator propagator(MeanElements set) {
        AbsoluteDate epoch = new AbsoluteDate(set.epoch(), utc());
        TLE tle = new TLE(
                (int) set.noradId(),
                'U',
                2000,
                1,
                "A",
                TLE.DEFAULT,
                1,
                epoch,
                set.meanMotionRevPerDay() * 2 * Math.PI / 86_400.0,
                0.0,
                0.0,
                set.eccentricity(),
                Math.toRadians(set.inclinationDegrees()),
                Math.toRadians(set.argPerigeeDegrees()),
                Math.toRadians(set.raanDegrees()),
                Math.toRadians(set.meanAnomalyDegrees()),
                0,
                set.bstarPerEarthRadius(),
                utc());
        return TLEPropagator.selectExtrapolator(tle, new FrameAlignedProvider(teme), SPACECRAFT_MASS_KG, teme);
    }
}
