package space.penumbra.executors;

import space.penumbra.domain.Nullable;
import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandEvent;
import space.penumbra.domain.migration.CommandStage;

/** A command under way. Mutable; owned by the executor. */
final class CommandRun {

    final Command command;

    @Nullable
    CommandEvent last;

    boolean withdrawn;

    CommandRun(Command command, @Nullable CommandEvent last) {
        this.command = command;
        this.last = last;
    }

    @Nullable
    CommandStage reached() {
        return last == null ? null : last.stage();
    }
}
