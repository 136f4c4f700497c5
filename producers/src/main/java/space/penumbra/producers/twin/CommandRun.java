package space.penumbra.producers.twin;

import space.penumbra.domain.migration.Command;
import space.penumbra.domain.migration.CommandStage;

/** A command under way. Mutable; owned by the executor. */
final class CommandRun {

    final Command command;
    /** Last stage that was reported. */
    CommandStage stage = CommandStage.ACCEPTED;
    /** Event time at which the next stage is reached. */
    long dueMillis;

    CommandRun(Command command) {
        this.command = command;
    }
}
