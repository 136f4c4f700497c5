package space.penumbra.e2e.dashboards;

import java.util.List;

/**
 * A dashboard, described once.
 *
 * @param uid stable: links rest on it; the file bears it too
 * @param title heading
 * @param description what a person finds there
 * @param from begin of the range it opens with
 * @param to end of that range
 * @param variables choices at the top
 * @param marks what is marked over all panels
 * @param panels in reading order
 */
record Dashboard(
        String uid,
        String title,
        String description,
        String from,
        String to,
        List<Variable> variables,
        List<Mark> marks,
        List<Panel> panels) {

    /**
     * A choice at the top of a dashboard.
     *
     * @param name as queries write it, with a dollar sign before
     * @param label as people read it
     * @param influxQl query of the choices
     * @param several whether more than one, or all, may be chosen
     */
    record Variable(String name, String label, String influxQl, boolean several) {}

    /**
     * Instants that are marked on every panel.
     *
     * @param name as people switch it on and off
     * @param colour of the mark
     * @param influxQl query of the instants
     * @param text field that says what happened
     * @param tags fields that say of what kind it was, with commas between
     */
    record Mark(String name, String colour, String influxQl, String text, String tags) {}

    /** The name of its file. */
    String file() {
        return uid + ".json";
    }

    /** Alarms of the gravest levels and what was done with workloads, of the whole fleet. */
    static List<Mark> marksOfTheFleet() {
        return List.of(alarms(""), commands(""));
    }

    /** The same of the chosen node alone. */
    static List<Mark> marksOfTheNode() {
        return List.of(
                alarms("\"node\" =~ /^$node$/ AND "),
                commands("(\"source\" =~ /^$node$/ OR \"target\" =~ /^$node$/) AND "));
    }

    private static Mark alarms(String where) {
        return new Mark(
                "Alarms",
                "red",
                "SELECT \"message\", \"level\", \"node\" FROM \"alarm\" WHERE " + where + "\"change\" = 'RAISED' AND"
                        + " \"level\" =~ /^(CRITICAL|SEVERE)$/ AND $timeFilter ORDER BY time DESC LIMIT 200",
                "message",
                "level,node");
    }

    private static Mark commands(String where) {
        return new Mark(
                "Commands",
                "blue",
                "SELECT \"attempts\", \"workload\", \"action\", \"reason\", \"state\" FROM \"command\" WHERE " + where
                        + "\"state\" =~ /^(COMPLETED|FAILED|TIMED_OUT)$/ AND $timeFilter ORDER BY time DESC LIMIT 200",
                "workload",
                "action,reason,state");
    }
}
