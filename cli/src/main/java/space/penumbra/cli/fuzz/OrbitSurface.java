package space.penumbra.cli.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static space.penumbra.cli.fuzz.Surface.demand;

import java.util.List;
import java.util.SplittableRandom;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.ElementsReading;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.elements.Rejected;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.wire.Topics;

/** Feeds of element sets in all five notations: each set is flown or refused, none is passed over in silence. */
final class OrbitSurface implements Surface {

    @Override
    public String name() {
        return "orbits";
    }

    @Override
    public Outcome attempt(SplittableRandom random, Input input) {
        List<String> samples = OrbitSamples.all();
        String sample = samples.get(random.nextInt(samples.size()));
        boolean wholeSets = random.nextBoolean();
        String text = wholeSets
                ? Mutator.value(random, sample, harmless(random))
                : Mutator.text(random, sample, samples.get(random.nextInt(samples.size())));
        if (random.nextInt(4) == 0) {
            text = OrbitSamples.withChecksums(text);
        }
        input.is(text.getBytes(UTF_8));
        ElementsReading reading = ElementsReader.read(text);
        int all = reading.elements().size() + reading.rejected().size();
        demand(text.isBlank() || all > 0, "nothing was taken and nothing refused");
        demand(
                !wholeSets || all >= OrbitSamples.SETS,
                "of " + OrbitSamples.SETS + " sets only " + all + " were taken or refused");
        for (Rejected refused : reading.rejected()) {
            demand(!refused.reason().isBlank(), "refused without a reason");
        }
        int unflyable = 0;
        for (MeanElements set : reading.elements()) {
            unflyable += flies(set) ? 0 : 1;
        }
        return new Outcome(
                reading.elements().size() - unflyable, reading.rejected().size() + unflyable);
    }

    /** Words that leave the notation around them whole. */
    private static String harmless(SplittableRandom random) {
        while (true) {
            String word = Mutator.word(random);
            if (word.matches("[A-Za-z0-9.+:-]+")) {
                return word;
            }
        }
    }

    private static boolean flies(MeanElements set) {
        MeanElements again = Topics.ORBIT_ELEMENTS
                .codec()
                .decode(Topics.ORBIT_ELEMENTS.codec().encode(set));
        demand(again.epoch().toEpochMilli() == set.epoch().toEpochMilli(), "written and read again it is another set");
        try {
            double[] position = new double[3];
            Sgp4 orbit = new Sgp4(set);
            orbit.position(orbit.epochMillis() + 3_600_000, position);
            demand(Double.isFinite(position[0]), "it flies to nowhere and nobody says so");
            return true;
        } catch (PropagationException e) {
            demand(!e.getMessage().isBlank(), "refused without a reason");
            return false;
        }
    }
}
