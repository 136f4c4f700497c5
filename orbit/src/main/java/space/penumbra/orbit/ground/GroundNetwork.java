package space.penumbra.orbit.ground;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import space.penumbra.orbit.overflight.Region;
import space.penumbra.orbit.sun.SubPoint;

/**
 * The ground stations of a fleet. As a {@link Region} it is the space in which at least one of them hears a satellite, its depth the largest
 * elevation over a station's mask, degrees. Immutable and thread-safe.
 */
public final class GroundNetwork implements Region {

    /** No stations: nothing is in contact. */
    public static final GroundNetwork NONE = new GroundNetwork(List.of());

    /** Sites where several operators run antennas today, with a usual mask; coordinates to a hundredth of a degree. */
    public static final GroundNetwork DEFAULT = parse("""
            name,latitude,longitude,heightKm,mask
            Svalbard,78.23,15.39,0.46,5
            Inuvik,68.32,-133.55,0.1,5
            Fairbanks,64.86,-147.85,0.3,5
            Kiruna,67.86,20.96,0.4,5
            Wallops,37.95,-75.46,0.0,5
            Maspalomas,27.76,-15.63,0.2,5
            Hawaii,19.01,-155.66,0.4,5
            Singapore,1.40,103.80,0.0,10
            Santiago,-33.13,-70.67,0.7,5
            Hartebeesthoek,-25.89,27.69,1.4,5
            Dongara,-29.05,115.35,0.3,5
            Awarua,-46.53,168.38,0.0,5
            Punta Arenas,-52.94,-70.85,0.0,5
            Troll,-72.01,2.53,1.3,5
            """);

    private static final int CELLS = 5;

    /** A satellite's height above the sphere of the equator errs by the Earth's flattening, a station's horizon by its height. */
    private static final double SLACK_DEGREES = 1.5;

    private final List<GroundStation> stations;
    /** Of each station: place x, y, z in the turning Earth (km), then its zenith x, y, z. */
    private final double[] places;

    public GroundNetwork(List<GroundStation> stations) {
        this.stations = List.copyOf(stations);
        places = new double[6 * stations.size()];
        for (int i = 0; i < stations.size(); i++) {
            GroundStation station = stations.get(i);
            double lat = Math.toRadians(station.latitudeDegrees());
            double lon = Math.toRadians(station.longitudeDegrees());
            double ring = SubPoint.axisDistanceKm(station.latitudeDegrees(), station.heightKm());
            places[6 * i] = ring * Math.cos(lon);
            places[6 * i + 1] = ring * Math.sin(lon);
            places[6 * i + 2] = SubPoint.equatorDistanceKm(station.latitudeDegrees(), station.heightKm());
            places[6 * i + 3] = Math.cos(lat) * Math.cos(lon);
            places[6 * i + 4] = Math.cos(lat) * Math.sin(lon);
            places[6 * i + 5] = Math.sin(lat);
        }
    }

    /**
     * Reads a CSV of {@code name,latitude,longitude,heightKm,mask}: degrees north, degrees east, kilometres, degrees of elevation. The
     * first line may be that heading; empty lines and lines that begin with {@code #} are skipped.
     *
     * @throws IllegalArgumentException naming the line and what is wrong with it
     */
    public static GroundNetwork parse(String csv) {
        List<GroundStation> stations = new ArrayList<>();
        int number = 0;
        for (String line : csv.split("\n", -1)) {
            number++;
            String text = line.strip();
            boolean heading =
                    stations.isEmpty() && text.toLowerCase(Locale.ROOT).startsWith("name,");
            if (!text.isEmpty() && !text.startsWith("#") && !heading) {
                stations.add(station(number, text));
            }
        }
        return new GroundNetwork(stations);
    }

    private static GroundStation station(int number, String line) {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length == CELLS) {
                return new GroundStation(
                        cells[0].strip(), number(cells[1]), number(cells[2]), number(cells[3]), number(cells[4]));
            }
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("line " + number + ": " + notANumber.getMessage() + " in '" + line
                    + "': write name,latitude,longitude,heightKm,mask");
        } catch (IllegalArgumentException outOfRange) {
            throw new IllegalArgumentException("line " + number + ": " + outOfRange.getMessage());
        }
        throw new IllegalArgumentException("line " + number + " has " + cells.length + " cells instead of " + CELLS
                + ": write name,latitude,longitude,heightKm,mask");
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.strip());
        } catch (NumberFormatException e) {
            throw new NumberFormatException("'" + cell.strip() + "' is no number");
        }
    }

    public List<GroundStation> stations() {
        return stations;
    }

    /** The same as text that {@link #parse} reads. */
    public String csv() {
        return stations.stream()
                .map(station -> station.name()
                        + ','
                        + station.latitudeDegrees()
                        + ','
                        + station.longitudeDegrees()
                        + ','
                        + station.heightKm()
                        + ','
                        + station.maskDegrees())
                .collect(Collectors.joining("\n"));
    }

    public boolean isEmpty() {
        return stations.isEmpty();
    }

    @Override
    public double depth(double latitude, double longitude, double heightKm) {
        int best = -1;
        double bestDepth = Double.NEGATIVE_INFINITY;
        double ring = SubPoint.axisDistanceKm(latitude, heightKm);
        double lon = Math.toRadians(longitude);
        double x = ring * Math.cos(lon);
        double y = ring * Math.sin(lon);
        double z = SubPoint.equatorDistanceKm(latitude, heightKm);
        for (int i = 0; i < stations.size(); i++) {
            double depth =
                    sine(i, x, y, z) - Math.sin(Math.toRadians(stations.get(i).maskDegrees()));
            if (depth > bestDepth) {
                bestDepth = depth;
                best = i;
            }
        }
        return best < 0
                ? -90
                : Math.toDegrees(Math.asin(sine(best, x, y, z)))
                        - stations.get(best).maskDegrees();
    }

    /** The station over whose mask a place stands highest, if there is any station. */
    public GroundStation nearest(double latitude, double longitude, double heightKm) {
        GroundStation best = null;
        for (GroundStation station : stations) {
            boolean higher = best == null
                    || station.depth(latitude, longitude, heightKm) > best.depth(latitude, longitude, heightKm);
            best = higher ? station : best;
        }
        return best;
    }

    private double sine(int station, double x, double y, double z) {
        int k = 6 * station;
        double dx = x - places[k];
        double dy = y - places[k + 1];
        double dz = z - places[k + 2];
        double up = dx * places[k + 3] + dy * places[k + 4] + dz * places[k + 5];
        return up / Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    @Override
    public double clearanceDegrees(double latitude, double longitude, double highestKm) {
        double lat = Math.toRadians(latitude);
        double lon = Math.toRadians(longitude);
        double x = Math.cos(lat) * Math.cos(lon);
        double y = Math.cos(lat) * Math.sin(lon);
        double z = Math.sin(lat);
        double nearest = -1;
        for (int k = 0; k < places.length; k += 6) {
            nearest = Math.max(nearest, x * places[k + 3] + y * places[k + 4] + z * places[k + 5]);
        }
        // The horizon of a satellite so high, taken at the mask of 0 so that no station is passed by.
        double reach =
                Math.toDegrees(Math.acos(SubPoint.EQUATORIAL_RADIUS_KM / (SubPoint.EQUATORIAL_RADIUS_KM + highestKm)));
        return Math.max(0, Math.toDegrees(Math.acos(Math.min(1, nearest))) - reach - SLACK_DEGREES);
    }
}
