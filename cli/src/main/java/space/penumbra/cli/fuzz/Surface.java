package space.penumbra.cli.fuzz;

import java.util.SplittableRandom;

/** Something that takes input from outside. Used by one thread. */
interface Surface extends AutoCloseable {

    /** The word on the command line. */
    String name();

    /**
     * Puts one input before it, drawn from this alone. Whatever this throws is a mistake of the program: an input that cannot be used is
     * refused with a reason, and that is no exception.
     *
     * @param input is told what is put in, for the report of a finding
     */
    Outcome attempt(SplittableRandom random, Input input) throws Exception;

    @Override
    default void close() {}

    /**
     * What became of what was in one input.
     *
     * @param accepted pieces that were taken: frames, element sets, observations, requests
     * @param rejected pieces that were refused with a reason
     */
    record Outcome(int accepted, int rejected) {}

    /** The input of the case in progress. */
    final class Input {
        private volatile byte[] bytes = {};

        /** Remembers what is put in next. */
        void is(byte[] next) {
            bytes = next;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /** A promise that does not hold. */
    final class Broken extends RuntimeException {
        Broken(String what) {
            super(what);
        }
    }

    /** Demands that a promise holds. */
    static void demand(boolean holds, String what) {
        if (!holds) {
            throw new Broken(what);
        }
    }
}
