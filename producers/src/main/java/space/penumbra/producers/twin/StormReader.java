package space.penumbra.producers.twin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import space.penumbra.domain.weather.SpaceWeather;
import space.penumbra.producers.weather.SwpcJson;

/** Storms that come with the product, and those of SWPC's own files. Stateless. */
final class StormReader {

    /** Names of the storms that come with the product. */
    static final List<String> BUILT_IN = List.of("2012-03", "2021-10");

    private static final double SECONDS_PER_HOUR = 3600;

    private StormReader() {}

    /**
     * A storm by its name, or of files of GOES integral protons and planetary indices in SWPC's JSON, separated by commas.
     *
     * @throws IllegalArgumentException naming the file and what is wrong with it
     */
    static StormReplay read(String nameOrFiles) {
        return BUILT_IN.contains(nameOrFiles) ? builtIn(nameOrFiles) : files(nameOrFiles);
    }

    private static StormReplay builtIn(String name) {
        List<StormReplay.Protons> protons = new ArrayList<>();
        List<StormReplay.Activity> activity = new ArrayList<>();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(StormReader.class.getResourceAsStream("storms/" + name + ".csv"), UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",");
                if (cells[0].equals("protons")) {
                    protons.add(new StormReplay.Protons(
                            Double.parseDouble(cells[1]),
                            Double.parseDouble(cells[2]),
                            Double.parseDouble(cells[3]),
                            Double.parseDouble(cells[4])));
                } else if (cells[0].equals("kp")) {
                    activity.add(new StormReplay.Activity(Double.parseDouble(cells[1]), Double.parseDouble(cells[2])));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the storm " + name, e);
        }
        return new StormReplay(protons, activity, 0);
    }

    private static StormReplay files(String files) {
        TreeMap<Instant, double[]> protons = new TreeMap<>();
        TreeMap<Instant, Double> kp = new TreeMap<>();
        for (String file : files.split(",")) {
            for (SpaceWeather record :
                    SwpcJson.read(file.strip(), text(file.strip())).records()) {
                switch (record.feed()) {
                    case "proton-flux-10MeV" -> row(protons, record)[StormReplay.ABOVE_10_MEV] = record.value();
                    case "proton-flux-50MeV" -> row(protons, record)[StormReplay.ABOVE_50_MEV] = record.value();
                    case "proton-flux-100MeV" -> row(protons, record)[StormReplay.ABOVE_100_MEV] = record.value();
                    case "kp" -> kp.put(record.time(), record.value());
                    default -> {
                        // Alerts are words about the same storm.
                    }
                }
            }
        }
        if (protons.isEmpty() && kp.isEmpty()) {
            throw new IllegalArgumentException(
                    files + " has neither protons nor Kp: give GOES integral protons or planetary indices of SWPC");
        }
        Instant begin = protons.isEmpty() ? kp.firstKey() : protons.firstKey();
        List<StormReplay.Protons> series = new ArrayList<>();
        protons.forEach((time, flux) -> series.add(new StormReplay.Protons(
                hours(begin, time),
                flux[StormReplay.ABOVE_10_MEV],
                flux[StormReplay.ABOVE_50_MEV],
                flux[StormReplay.ABOVE_100_MEV])));
        List<StormReplay.Activity> activity = new ArrayList<>();
        kp.forEach((time, value) -> activity.add(new StormReplay.Activity(hours(begin, time), value)));
        return new StormReplay(series, activity, 0);
    }

    private static double[] row(TreeMap<Instant, double[]> protons, SpaceWeather record) {
        return protons.computeIfAbsent(record.time(), time -> new double[3]);
    }

    private static double hours(Instant begin, Instant time) {
        return Duration.between(begin, time).toSeconds() / SECONDS_PER_HOUR;
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "storm " + file + " is none of " + String.join(", ", BUILT_IN) + " and no file that can be read",
                    e);
        }
    }
}
