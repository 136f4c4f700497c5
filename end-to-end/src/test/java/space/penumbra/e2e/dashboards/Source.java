package space.penumbra.e2e.dashboards;

/** Where a panel's data come from, as provisioning names it. */
enum Source {
    /** What happened to the fleet, in event time: the history store, asked in InfluxQL. */
    HISTORY("influxdb", "penumbra-history"),
    /** How the platform itself is, by the wall clock: Prometheus, asked in PromQL. */
    METRICS("prometheus", "penumbra-metrics");

    final String type;
    final String uid;

    Source(String type, String uid) {
        this.type = type;
        this.uid = uid;
    }
}
