package space.penumbra.e2e.dashboards;

import space.penumbra.e2e.dashboards.Dashboard.Variable;

/** The choices that dashboards share. */
final class Variables {

    static final Variable SHELL =
            new Variable("shell", "Shell", "SHOW TAG VALUES FROM \"node\" WITH KEY = \"shell\"", true);

    static final Variable NODE = new Variable(
            "node", "Node", "SHOW TAG VALUES FROM \"node\" WITH KEY = \"node\" WHERE \"shell\" =~ /^$shell$/", false);

    static final Variable KIND =
            new Variable("kind", "Hazard", "SHOW TAG VALUES FROM \"hazard\" WITH KEY = \"kind\"", true);

    static final Variable REASON =
            new Variable("reason", "Reason", "SHOW TAG VALUES FROM \"command\" WITH KEY = \"reason\"", true);

    static final Variable TENANT =
            new Variable("tenant", "Tenant", "SHOW TAG VALUES FROM \"value\" WITH KEY = \"tenant\"", true);

    private Variables() {}
}
