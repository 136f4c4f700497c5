package space.penumbra.cli.terminal;

/** Whether a person watches. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard error is a terminal: the launcher knows and says so. */
    public static boolean present() {
        return Boolean.getBoolean("penumbra.terminal");
    }
}
