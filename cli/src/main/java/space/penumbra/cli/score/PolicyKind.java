package space.penumbra.cli.score;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The policies that are compared. */
enum PolicyKind {
    NONE,
    GUARD,
    REACTIVE,
    PLANNER,
    CLAIRVOYANT;

    /** The name on the command line. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> names() {
        return Arrays.stream(values()).map(PolicyKind::word).toList();
    }

    static Optional<PolicyKind> named(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.word().equals(word.strip()))
                .findFirst();
    }
}
