package space.penumbra.jobs;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import space.penumbra.orbit.ground.GroundNetwork;
import space.penumbra.wire.KafkaAccess;

/** Reads a command line into {@link JobSettings}, collecting every mistake before it complains. */
final class SettingsParser {

    private final Map<JobOption, String> given = new EnumMap<>(JobOption.class);
    private final List<String> mistakes = new ArrayList<>();

    SettingsParser(String... args) {
        for (int i = 0; i < args.length; i++) {
            String arg = args[i];
            int equals = arg.indexOf('=');
            String flag = equals < 0 ? arg : arg.substring(0, equals);
            JobOption option =
                    flag.startsWith("--") ? JobOption.ofFlag(flag.substring(2)).orElse(null) : null;
            if (option == null) {
                mistakes.add("'" + arg + "' is no option of a job: use " + flags());
                // A value after an unknown option belongs to it.
                if (equals < 0 && arg.startsWith("--") && i + 1 < args.length && !args[i + 1].startsWith("--")) {
                    i++;
                }
            } else if (equals >= 0) {
                given.put(option, arg.substring(equals + 1));
            } else if (i + 1 < args.length) {
                given.put(option, args[++i]);
            } else {
                mistakes.add(flag + " needs a value: " + option.about());
            }
        }
    }

    JobSettings settings() {
        JobSettings settings = new JobSettings(
                bootstrap(),
                nonEmpty(JobOption.GROUP_PREFIX),
                kafkaConfig(),
                (int) number(JobOption.PARALLELISM, 0, 32_768),
                number(JobOption.CHECKPOINT_INTERVAL_MILLIS, 100, 86_400_000),
                (int) number(JobOption.HORIZON_HOURS, 1, 72),
                lead(),
                stations(),
                falseAlarms(),
                (int) number(JobOption.HISTORY_INTERVAL_SECONDS, 0, 86_400),
                url(),
                api(),
                nonEmpty(JobOption.INFLUX_BUCKET),
                nonEmpty(JobOption.INFLUX_ORG),
                token());
        if (!mistakes.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", mistakes));
        }
        return settings;
    }

    private String value(JobOption option) {
        return given.getOrDefault(option, option.byDefault()).trim();
    }

    private String nonEmpty(JobOption option) {
        String value = value(option);
        if (value.isEmpty()) {
            wrong(option, "must not be empty");
        }
        return value;
    }

    private String bootstrap() {
        String value = nonEmpty(JobOption.BOOTSTRAP);
        for (String broker : value.split(",", -1)) {
            if (!broker.trim().matches("[^\\s:]+:\\d{1,5}|\\[[0-9a-fA-F:]+]:\\d{1,5}")) {
                wrong(JobOption.BOOTSTRAP, "'" + broker + "' is not host:port");
            }
        }
        return value;
    }

    private long number(JobOption option, long lowest, long highest) {
        String value = value(option);
        try {
            long number = Long.parseLong(value);
            if (number >= lowest && number <= highest) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below with the permitted range.
        }
        wrong(option, "'" + value + "' is not a whole number from " + lowest + " to " + highest);
        return lowest;
    }

    private int lead() {
        int horizonMinutes = 60 * (int) number(JobOption.HORIZON_HOURS, 1, 72);
        return value(JobOption.LEAD_MINUTES).isEmpty()
                ? JobSettings.defaultLeadMinutes(horizonMinutes / 60)
                : (int) number(JobOption.LEAD_MINUTES, 10, horizonMinutes - 10);
    }

    private double falseAlarms() {
        String value = value(JobOption.FALSE_ALARMS);
        try {
            double budget = Double.parseDouble(value);
            if (budget >= 0.01 && budget <= 1000) {
                return budget;
            }
        } catch (NumberFormatException e) {
            // Reported below with the permitted range.
        }
        wrong(JobOption.FALSE_ALARMS, "'" + value + "' is not a number from 0.01 to 1000");
        return 1;
    }

    private String stations() {
        String value = value(JobOption.GROUND_STATIONS);
        if (value.equals("none")) {
            return GroundNetwork.NONE.csv();
        } else if (value.equals(JobOption.GROUND_STATIONS.byDefault())) {
            return GroundNetwork.DEFAULT.csv();
        }
        try {
            return GroundNetwork.parse(Files.readString(Path.of(value))).csv();
        } catch (IOException e) {
            wrong(JobOption.GROUND_STATIONS, "cannot read '" + value + "': give default, none or a CSV file");
        } catch (IllegalArgumentException e) {
            wrong(JobOption.GROUND_STATIONS, value + ", " + e.getMessage());
        }
        return "";
    }

    private String url() {
        String value = value(JobOption.INFLUX_URL);
        try {
            URI uri = new URI(value);
            if (List.of("http", "https").contains(String.valueOf(uri.getScheme())) && uri.getHost() != null) {
                return value;
            }
        } catch (URISyntaxException e) {
            // Reported below.
        }
        wrong(JobOption.INFLUX_URL, "'" + value + "' is not a URL such as http://host:8086");
        return value;
    }

    private InfluxApi api() {
        String value = value(JobOption.INFLUX_API);
        for (InfluxApi api : InfluxApi.values()) {
            if (api.name().equalsIgnoreCase(value)) {
                return api;
            }
        }
        wrong(JobOption.INFLUX_API, "'" + value + "' is neither v1 nor v2");
        return InfluxApi.V2;
    }

    private String token() {
        String file = value(JobOption.INFLUX_TOKEN_FILE);
        try {
            return file.isEmpty() ? "" : Files.readString(Path.of(file)).trim();
        } catch (IOException | RuntimeException e) {
            wrong(JobOption.INFLUX_TOKEN_FILE, "cannot read '" + file + "'");
            return "";
        }
    }

    private Map<String, String> kafkaConfig() {
        Map<String, String> settings = new TreeMap<>();
        String file = value(JobOption.KAFKA_CONFIG);
        if (!file.isEmpty()) {
            try {
                settings.putAll(KafkaAccess.read(Path.of(file)));
            } catch (IllegalArgumentException e) {
                wrong(JobOption.KAFKA_CONFIG, "cannot read '" + file + "'");
            }
        }
        return settings;
    }

    private void wrong(JobOption option, String problem) {
        mistakes.add("--" + option.flag() + ": " + problem);
    }

    private static String flags() {
        List<String> flags = new ArrayList<>();
        for (JobOption option : JobOption.values()) {
            flags.add("--" + option.flag());
        }
        return String.join(", ", flags);
    }
}
