package space.penumbra.control.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person may do; each role may do all that those before it may. */
enum Role {
    /** Looks. */
    VIEWER,
    /** Acknowledges and shelves, plans maintenance, cancels a command, puts HOLD on; drafts rules and tries them in shadow. */
    OPERATOR,
    /** Lets commands out that need approval, takes HOLD off, and takes a rule back to what held before. */
    APPROVER,
    /** Puts rules in force. */
    ADMIN;

    boolean may(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** The word in the file of people. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Role::word).toList();
    }
}
