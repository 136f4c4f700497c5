package space.penumbra.jobs;

import java.util.Arrays;
import java.util.Optional;

/** Every setting of the jobs, once: name on the command line, default and what it does. */
public enum JobOption {
    BOOTSTRAP("bootstrap", "127.0.0.1:9092", "Kafka brokers, host:port with commas between"),
    GROUP_PREFIX("group-prefix", "penumbra", "begins the names of consumer groups and of transactions"),
    KAFKA_CONFIG("kafka-config", "", "file of further Kafka client settings, such as those for TLS and SASL"),
    PARALLELISM("parallelism", "0", "of every operator; 0 leaves it to the cluster"),
    CHECKPOINT_INTERVAL_MILLIS(
            "checkpoint-interval-millis", "10000", "how often results become visible and state is saved, at least 100"),
    HORIZON_HOURS("horizon-hours", "3", "how far hazards are forecast, 1 to 72"),
    LEAD_MINUTES(
            "lead-minutes",
            "",
            "hazards are known at least this far ahead, 10 to 10 less than the horizon (without it 30 less); forecasts go on in"
                    + " steps of the difference"),
    GROUND_STATIONS(
            "ground-stations",
            "default",
            "who hears the fleet: default, none, or a CSV file of name,latitude,longitude,heightKm,mask"),
    FALSE_ALARMS(
            "false-alarms",
            "1",
            "budget of false alarms of the detectors in a thousand node-days of a healthy fleet, 0.01 to 1000; their thresholds"
                    + " follow from it"),
    HISTORY_INTERVAL_SECONDS(
            "history-interval-seconds", "60", "one point per node in this much event time, 0 for every frame"),
    INFLUX_URL("influx-url", "http://127.0.0.1:8086", "the history store"),
    INFLUX_API("influx-api", "v2", "v1 for InfluxDB 1.x, v2 for everything newer"),
    INFLUX_BUCKET("influx-bucket", "penumbra", "bucket, or database of an InfluxDB 1.x"),
    INFLUX_ORG("influx-org", "penumbra", "organisation, not used by an InfluxDB 1.x"),
    INFLUX_TOKEN_FILE("influx-token-file", "", "file that holds the token; for an InfluxDB 1.x user:password");

    private final String flag;
    private final String byDefault;
    private final String about;

    JobOption(String flag, String byDefault, String about) {
        this.flag = flag;
        this.byDefault = byDefault;
        this.about = about;
    }

    /** Name on the command line, without the two dashes. */
    public String flag() {
        return flag;
    }

    /** Value when the option is not given, as it would be written. */
    public String byDefault() {
        return byDefault;
    }

    /** What it does, one phrase. */
    public String about() {
        return about;
    }

    static Optional<JobOption> ofFlag(String flag) {
        return Arrays.stream(values())
                .filter(option -> option.flag.equals(flag))
                .findFirst();
    }
}
