package space.penumbra.jobs.health;

import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** The topics that speak of one node and meet in its state; the order is part of what travels between operators. */
public enum NodeTopic {
    FRAMES(Topics.TELEMETRY_FRAMES),
    NODES(Topics.FLEET_NODES),
    HAZARDS(Topics.HAZARDS_WINDOWS);

    private final Topic<?> topic;

    NodeTopic(Topic<?> topic) {
        this.topic = topic;
    }

    Topic<?> topic() {
        return topic;
    }
}
