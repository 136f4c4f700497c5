package space.penumbra.producers.orbits;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import space.penumbra.domain.fleet.NodeSpec;
import space.penumbra.domain.limits.DefaultRules;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.ElementsReading;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.elements.Rejected;
import space.penumbra.orbit.propagation.PropagationException;
import space.penumbra.orbit.propagation.Sgp4;
import space.penumbra.producers.publish.TopicPublisher;
import space.penumbra.wire.Topics;

/**
 * Publishes the elements of a file under the ids of their nodes. Newer elements of an object take the place of older ones, in the file too. Sets that
 * cannot be flown are returned with the reason, never passed on.
 */
public final class OrbitsIngest {

    /** Nothing reports, so nothing is ever silent: thirty years between frames. */
    private static final double NEVER_SECONDS = 1e9;

    private OrbitsIngest() {}

    /**
     * Publishes all of the file, and returns when the broker has it.
     *
     * @throws IllegalArgumentException if the file cannot be read or has no usable set
     */
    public static OrbitsResult run(OrbitsSettings settings) {
        ElementsReading reading = read(settings);
        try (TopicPublisher publisher = new TopicPublisher(settings.bootstrap(), "penumbra-orbits")) {
            return publish(reading, settings, publisher);
        }
    }

    private static ElementsReading read(OrbitsSettings settings) {
        try (Reader reader = Files.newBufferedReader(settings.file())) {
            return ElementsReader.read(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot read orbits from " + settings.file() + ": " + e.getMessage()
                            + ". Give a readable TLE or OMM file",
                    e);
        }
    }

    static OrbitsResult publish(ElementsReading reading, OrbitsSettings settings, TopicPublisher publisher) {
        List<Rejected> rejected = new ArrayList<>(reading.rejected());
        long published = 0;
        for (MeanElements elements : reading.elements()) {
            try {
                new Sgp4(elements);
            } catch (PropagationException e) {
                rejected.add(new Rejected(0, elements.objectName(), e.getMessage()));
                continue;
            }
            String node = nodeId(elements);
            publisher.send(Topics.ORBIT_ELEMENTS, node, elements.named(node));
            if (settings.announceNodes()) {
                publisher.send(Topics.FLEET_NODES, node, spec(node, elements));
            }
            published++;
        }
        if (published == 0) {
            throw new IllegalArgumentException("No usable orbit in " + settings.file() + ": " + rejected.size()
                    + " refused"
                    + (rejected.isEmpty() ? "" : ", the first is " + rejected.get(0)));
        }
        publisher.flush();
        return new OrbitsResult(published, rejected);
    }

    /** Object names as node ids: letters, digits, dots, dashes. */
    static String nodeId(MeanElements elements) {
        return elements.objectName().strip().replaceAll("[^A-Za-z0-9._-]+", "-");
    }

    private static NodeSpec spec(String node, MeanElements elements) {
        return new NodeSpec(
                node,
                "orbits",
                "satellite " + elements.noradId(),
                "catalogue",
                (int) (elements.raanDegrees() / 5),
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                NEVER_SECONDS,
                DefaultRules.ORBITAL,
                false,
                elements.epoch());
    }
}
