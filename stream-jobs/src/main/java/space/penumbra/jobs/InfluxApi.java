package space.penumbra.jobs;

/** Which write interface the history store speaks. */
public enum InfluxApi {
    /** {@code /write?db=...}: InfluxDB 1.x. */
    V1,
    /** {@code /api/v2/write?bucket=...}: InfluxDB 2.x and 3.x, QuestDB, VictoriaMetrics. */
    V2
}
