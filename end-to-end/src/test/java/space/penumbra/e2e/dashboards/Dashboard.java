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
 * @param panels in reading order
 */
record Dashboard(
        String uid,
        String title,
        String description,
        String from,
        String to,
        List<Variable> variables,
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

    /** The name of its file. */
    String file() {
        return uid + ".json";
    }
}
