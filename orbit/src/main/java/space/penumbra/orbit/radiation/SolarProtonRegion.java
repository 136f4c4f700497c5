package space.penumbra.orbit.radiation;

import space.penumbra.orbit.geomagnetism.Cutoff;
import space.penumbra.orbit.geomagnetism.EccentricDipole;
import space.penumbra.orbit.overflight.Region;

/** The two caps around the magnetic poles that solar protons of an energy reach at a Kp. Depth in degrees of invariant latitude. */
public final class SolarProtonRegion implements Region {

    /** Invariant latitude never changes faster than this with the way over the ground, the dipole being off centre by a tenth. */
    private static final double STEEPEST = 1.5;

    private final EccentricDipole dipole;
    private final double edgeDegrees;

    private SolarProtonRegion(double decimalYear, double edgeDegrees) {
        dipole = EccentricDipole.of(decimalYear);
        this.edgeDegrees = edgeDegrees;
    }

    /** The caps for protons above an energy (MeV) at a planetary index Kp (0 to 9). */
    public static SolarProtonRegion of(double energyMev, double kp, double decimalYear) {
        return new SolarProtonRegion(decimalYear, Cutoff.latitudeDegrees(energyMev, kp));
    }

    /** Invariant latitude of the edge, degrees. */
    public double edgeDegrees() {
        return edgeDegrees;
    }

    @Override
    public double depth(double latitude, double longitude, double heightKm) {
        return dipole.invariantLatitude(latitude, longitude, heightKm) - edgeDegrees;
    }

    @Override
    public double clearanceDegrees(double latitude, double longitude, double highestKm) {
        return Math.max(0, -depth(latitude, longitude, highestKm) / STEEPEST);
    }
}
