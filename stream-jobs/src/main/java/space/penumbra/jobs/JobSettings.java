package space.penumbra.jobs;

import java.io.Serializable;
import java.util.Map;

/**
 * The settings that all jobs share; {@link JobOption} says what each does.
 *
 * @param bootstrap Kafka brokers
 * @param groupPrefix begins the names of consumer groups and transactions
 * @param kafka further settings of Kafka clients
 * @param parallelism of every operator, 0 for the cluster's own
 * @param checkpointIntervalMillis between checkpoints
 * @param horizonHours how far hazards are forecast
 * @param leadMinutes how far ahead hazards are known at any time
 * @param groundStations who hears the fleet, as {@link space.penumbra.orbit.ground.GroundNetwork#parse} reads it
 * @param falseAlarms budget of the detectors in a thousand node-days
 * @param historyIntervalSeconds event time between the points of one node, 0 for every frame
 * @param influxUrl the history store
 * @param influxApi how it is written to
 * @param influxBucket bucket or database
 * @param influxOrg organisation
 * @param influxToken token, or {@code user:password} for version 1; empty for none; never shown
 */
public record JobSettings(
        String bootstrap,
        String groupPrefix,
        Map<String, String> kafka,
        int parallelism,
        long checkpointIntervalMillis,
        int horizonHours,
        int leadMinutes,
        String groundStations,
        double falseAlarms,
        int historyIntervalSeconds,
        String influxUrl,
        InfluxApi influxApi,
        String influxBucket,
        String influxOrg,
        String influxToken)
        implements Serializable {

    public JobSettings {
        kafka = Map.copyOf(kafka);
    }

    /**
     * The settings of a command line, such as {@code --bootstrap kafka:9092 --parallelism 4}.
     *
     * @throws IllegalArgumentException naming every mistake at once
     */
    public static JobSettings parse(String... args) {
        return new SettingsParser(args).settings();
    }

    /** The defaults, at these brokers. */
    public static JobSettings at(String bootstrap) {
        return parse("--" + JobOption.BOOTSTRAP.flag(), bootstrap);
    }

    /** The consumer group of a job. */
    public String group(String job) {
        return groupPrefix + "-" + job;
    }

    /** The same with another parallelism. */
    public JobSettings withParallelism(int value) {
        return new JobSettings(
                bootstrap,
                groupPrefix,
                kafka,
                value,
                checkpointIntervalMillis,
                horizonHours,
                leadMinutes,
                groundStations,
                falseAlarms,
                historyIntervalSeconds,
                influxUrl,
                influxApi,
                influxBucket,
                influxOrg,
                influxToken);
    }

    /** The same with another time between checkpoints. */
    public JobSettings withCheckpointIntervalMillis(long value) {
        return new JobSettings(
                bootstrap,
                groupPrefix,
                kafka,
                parallelism,
                value,
                horizonHours,
                leadMinutes,
                groundStations,
                falseAlarms,
                historyIntervalSeconds,
                influxUrl,
                influxApi,
                influxBucket,
                influxOrg,
                influxToken);
    }

    /** The lead that goes with a horizon when nobody says another. */
    static int defaultLeadMinutes(int horizonHours) {
        return 60 * horizonHours - 30;
    }

    /** The same with another horizon of the forecasts, and the lead that goes with it. */
    public JobSettings withHorizonHours(int value) {
        return new JobSettings(
                bootstrap,
                groupPrefix,
                kafka,
                parallelism,
                checkpointIntervalMillis,
                value,
                defaultLeadMinutes(value),
                groundStations,
                falseAlarms,
                historyIntervalSeconds,
                influxUrl,
                influxApi,
                influxBucket,
                influxOrg,
                influxToken);
    }

    /** The same with another history store, and the event time between two points of a node. */
    public JobSettings withHistory(String url, InfluxApi api, String bucket, String token, int intervalSeconds) {
        return new JobSettings(
                bootstrap,
                groupPrefix,
                kafka,
                parallelism,
                checkpointIntervalMillis,
                horizonHours,
                leadMinutes,
                groundStations,
                falseAlarms,
                intervalSeconds,
                url,
                api,
                bucket,
                influxOrg,
                token);
    }

    /** Shows everything but the token and the Kafka settings' values, which may hold passwords. */
    @Override
    public String toString() {
        return "bootstrap=" + bootstrap + " groupPrefix=" + groupPrefix + " kafka=" + kafka.keySet()
                + " parallelism=" + parallelism + " checkpointIntervalMillis=" + checkpointIntervalMillis
                + " horizonHours=" + horizonHours + " leadMinutes=" + leadMinutes
                + " groundStations="
                + (groundStations.isEmpty() ? 0 : groundStations.split("\n").length) + " falseAlarms="
                + falseAlarms + " historyIntervalSeconds="
                + historyIntervalSeconds
                + " influxUrl=" + influxUrl + " influxApi=" + influxApi + " influxBucket=" + influxBucket
                + " influxOrg=" + influxOrg + " influxToken=" + (influxToken.isEmpty() ? "none" : "(hidden)");
    }
}
