package space.penumbra.control.history;

import java.net.URI;

/** The stores that can be read. */
public enum HistoryKind {
    /** No store: every question is answered with a clear line. */
    NONE,
    /** InfluxQL over {@code /query}: InfluxDB 1.x, or 2.x with a DBRP mapping. */
    INFLUXQL,
    /** SQL over {@code /exec}: QuestDB. */
    QUESTDB;

    /**
     * A reader of this kind.
     *
     * @param url address of the store, such as {@code http://127.0.0.1:8086}; not used by NONE
     * @param database name of the database, used by INFLUXQL
     * @param token sent as {@code Authorization: Token …} if it is not empty
     */
    public HistoryReader reader(URI url, String database, String token) {
        return switch (this) {
            case NONE -> new NoHistory();
            case INFLUXQL -> new InfluxHistory(new StoreClient(url, token), database);
            case QUESTDB -> new QuestHistory(new StoreClient(url, token));
        };
    }
}
