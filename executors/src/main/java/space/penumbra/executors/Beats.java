package space.penumbra.executors;

import java.util.List;
import java.util.function.Function;

/** Makes one call for each of many things and waits for them all, in the order of the things. */
interface Beats {

    <A, B> List<B> all(List<A> things, Function<A, B> call);

    /** One after the other. */
    Beats IN_TURN = new Beats() {
        @Override
        public <A, B> List<B> all(List<A> things, Function<A, B> call) {
            return things.stream().map(call).toList();
        }
    };
}
