package space.penumbra.control.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Which role a request needs: the first line that fits it. Stateless. */
final class Rights {

    private static final Map<Pattern, Role> CHANGES = new LinkedHashMap<>();

    static {
        CHANGES.put(Pattern.compile("/api/session"), Role.VIEWER);
        CHANGES.put(Pattern.compile("/api/commands/[^/]+/(approve|reject)"), Role.APPROVER);
        CHANGES.put(Pattern.compile("/api/release"), Role.APPROVER);
        // Drafts and trials change nothing that holds; going back brings back what somebody had put in force before.
        CHANGES.put(
                Pattern.compile("/api/rules/[^/]+/versions(/[^/]+/(shadow|stop|discard|backtest))?"), Role.OPERATOR);
        CHANGES.put(Pattern.compile("/api/rules/[^/]+/(back|versions/[^/]+/restore)"), Role.APPROVER);
        CHANGES.put(Pattern.compile("/api/rules(/.*)?"), Role.ADMIN);
        CHANGES.put(Pattern.compile("/.*"), Role.OPERATOR);
    }

    private Rights() {}

    /** The role that this request needs. */
    static Role needed(String method, String path) {
        if (method.equals("GET") || method.equals("HEAD")) {
            return Role.VIEWER;
        }
        return CHANGES.entrySet().stream()
                .filter(line -> line.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Role.ADMIN);
    }
}
