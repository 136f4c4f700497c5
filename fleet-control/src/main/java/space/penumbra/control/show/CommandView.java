package space.penumbra.control.show;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.ActionValue;
import space.penumbra.domain.migration.CommandEntry;

/**
 * A ledger entry as the console shows it: flat, with its id beside it.
 *
 * @param commandId its id
 * @param entry the entry
 * @param value what it was worth; null while its hazard is not over
 */
public record CommandView(
        String commandId,
        @JsonUnwrapped CommandEntry entry,
        @Nullable @JsonInclude(JsonInclude.Include.NON_NULL) ActionValue value) {

    /** The view of an entry alone. */
    public static CommandView of(CommandEntry entry) {
        return of(entry, null);
    }

    /** The view of an entry and its worth. */
    public static CommandView of(CommandEntry entry, @Nullable ActionValue value) {
        return new CommandView(entry.commandId(), entry, value);
    }
}
