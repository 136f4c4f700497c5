package space.penumbra.jobs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import space.penumbra.wire.Codec;
import space.penumbra.wire.RecordCodec;
import space.penumbra.wire.Topic;
import space.penumbra.wire.Topics;

/** Codecs found again by a name that can travel inside a serialized operator. */
final class WireCodecs {

    private static final Map<Class<?>, Codec<?>> BY_TYPE = new ConcurrentHashMap<>();

    private WireCodecs() {}

    @SuppressWarnings("unchecked")
    static <T extends Record> Codec<T> of(Class<T> type) {
        return (Codec<T>) BY_TYPE.computeIfAbsent(type, ignored -> new RecordCodec<>(type));
    }

    @SuppressWarnings("unchecked")
    static <T> Codec<T> ofTopic(String name) {
        Topic<?> topic =
                Topics.named(name).orElseThrow(() -> new IllegalArgumentException("No topic is called '" + name + "'"));
        return (Codec<T>) topic.codec();
    }
}
