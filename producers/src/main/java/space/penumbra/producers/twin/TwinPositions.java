package space.penumbra.producers.twin;

import java.util.Map;

/**
 * Where a twin stands in its topics.
 *
 * @param commands next offset of each partition of {@code commands.issued}
 * @param frames end of each partition of {@code telemetry.frames}: every frame of this state's past lies below
 */
record TwinPositions(Map<Integer, Long> commands, Map<Integer, Long> frames) {

    static final TwinPositions NONE = new TwinPositions(Map.of(), Map.of());
}
