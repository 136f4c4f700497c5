package space.penumbra.domain.migration;

/** Where the gate's decisions go. */
public interface GateOutput {

    /** A new state of a command, for the ledger. */
    void ledger(CommandEntry entry);

    /** A command or a withdrawal, for the executors. */
    void issue(Command command);
}
