package space.penumbra.cli.bench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.geometry.euclidean.threed.FieldVector3D;
import org.hipparchus.geometry.euclidean.threed.Vector3D;
import org.hipparchus.ode.events.Action;
import org.orekit.bodies.OneAxisEllipsoid;
import org.orekit.frames.Frame;
import org.orekit.propagation.SpacecraftState;
import org.orekit.propagation.analytical.tle.TLEPropagator;
import org.orekit.propagation.events.EclipseDetector;
import org.orekit.time.AbsoluteDate;
import org.orekit.time.FieldAbsoluteDate;
import org.orekit.time.UTCScale;
import org.orekit.utils.ExtendedPositionProvider;
import org.orekit.utils.TimeStampedPVCoordinates;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.propagation.OrekitContext;
import space.penumbra.orbit.shadow.ShadowKind;
import space.penumbra.orbit.sun.SubPoint;
import space.penumbra.orbit.sun.Sun;

/**
 * Eclipses as Orekit's event detection finds them, with Orekit's SGP4 and its own shadow of an oblate Earth. Only the place of the Sun is ours,
 * from the formula and not from the table: Orekit's own analytic Sun is 340 arc seconds off, which is seconds of an eclipse. Not thread-safe.
 */
final class OrekitEclipses {

    private static final double THRESHOLD_SECONDS = 1e-3;

    private final OrekitContext context = new OrekitContext();
    private final UTCScale utc = context.utc();
    private final AbsoluteDate epoch = new AbsoluteDate(Instant.EPOCH, utc);
    private final OneAxisEllipsoid earth =
            new OneAxisEllipsoid(SubPoint.EQUATORIAL_RADIUS_KM * 1000, SubPoint.FLATTENING, context.teme());
    private final ExtendedPositionProvider sun = new FormulaSun();

    /** One edge after another, in order. */
    record Edge(boolean entry, double epochMillis) {}

    /**
     * The edges of one kind between two instants (UTC milliseconds since 1970).
     *
     * @param stepSeconds Orekit looks at least this often: shorter passages may be passed over
     */
    List<Edge> edges(MeanElements set, ShadowKind kind, double from, double to, double stepSeconds) {
        TLEPropagator propagator = context.propagator(set);
        List<Edge> edges = new ArrayList<>();
        propagator.addEventDetector(detector(kind)
                .withMaxCheck(stepSeconds)
                .withThreshold(THRESHOLD_SECONDS)
                .withHandler((state, detector, increasing) -> {
                    edges.add(new Edge(!increasing, millis(state.getDate())));
                    return Action.CONTINUE;
                }));
        propagator.propagate(date(from), date(to));
        return edges;
    }

    /** Whether Orekit sees the satellite in the shadow at an instant. */
    boolean inside(MeanElements set, ShadowKind kind, double millis) {
        SpacecraftState state = context.propagator(set).propagate(date(millis));
        return detector(kind).g(state) < 0;
    }

    /** Where Orekit's SGP4 has the satellite in TEME, km. */
    double[] position(TLEPropagator propagator, double millis) {
        double[] metres =
                propagator.getPVCoordinates(date(millis)).getPosition().toArray();
        return new double[] {metres[0] / 1000, metres[1] / 1000, metres[2] / 1000};
    }

    TLEPropagator propagator(MeanElements set) {
        return context.propagator(set);
    }

    private EclipseDetector detector(ShadowKind kind) {
        EclipseDetector detector = new EclipseDetector(sun, Sun.RADIUS_KM * 1000, earth);
        return kind == ShadowKind.UMBRA ? detector.withUmbra() : detector.withPenumbra();
    }

    private AbsoluteDate date(double millis) {
        return new AbsoluteDate(Instant.ofEpochMilli((long) Math.floor(millis)), utc)
                .shiftedBy((millis - Math.floor(millis)) / 1000);
    }

    private double millis(AbsoluteDate date) {
        return date.offsetFrom(epoch, utc) * 1000;
    }

    /** The Sun's formula as Orekit asks for it, metres. */
    private final class FormulaSun implements ExtendedPositionProvider {

        @Override
        public Vector3D getPosition(AbsoluteDate date, Frame frame) {
            double[] unit = new double[3];
            double metres = Sun.direction(millis(date), unit) * 1000;
            Vector3D inTeme = new Vector3D(metres, new Vector3D(unit));
            return context.teme().getStaticTransformTo(frame, date).transformPosition(inTeme);
        }

        @Override
        public TimeStampedPVCoordinates getPVCoordinates(AbsoluteDate date, Frame frame) {
            return new TimeStampedPVCoordinates(date, getPosition(date, frame), Vector3D.ZERO);
        }

        @Override
        public <T extends CalculusFieldElement<T>> FieldVector3D<T> getPosition(
                FieldAbsoluteDate<T> date, Frame frame) {
            throw new UnsupportedOperationException("this Sun has no derivatives: only event detection asks for it");
        }
    }
}
