package space.penumbra.domain.migration;

import java.util.List;

/**
 * What a decision of the ledger comes to.
 *
 * @param entry the new state of the command
 * @param commands what goes to the executor: nothing, the command, or its withdrawal
 */
record LedgerStep(CommandEntry entry, List<Command> commands) {

    static LedgerStep quiet(CommandEntry entry) {
        return new LedgerStep(entry, List.of());
    }
}
