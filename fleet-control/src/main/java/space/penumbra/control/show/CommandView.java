package space.penumbra.control.show;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import space.penumbra.domain.migration.CommandEntry;

/** A ledger entry as the console shows it: flat, with its id beside it. */
public record CommandView(String commandId, @JsonUnwrapped CommandEntry entry) {

    /** The view of an entry. */
    public static CommandView of(CommandEntry entry) {
        return new CommandView(entry.commandId(), entry);
    }
}
