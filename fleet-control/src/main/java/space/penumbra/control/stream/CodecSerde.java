package space.penumbra.control.stream;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import space.penumbra.wire.Codec;
import space.penumbra.wire.Topic;
import space.penumbra.wire.UndecodableException;

/**
 * A codec of the catalogue as Kafka Streams wants it. A value that cannot be decoded is counted and read as absent, so that no
 * poison record stops the application.
 *
 * @param <T> type of the values
 */
final class CodecSerde<T> implements Serde<T> {

    private final String source;
    private final Codec<T> codec;
    private final Undecodable undecodable;

    CodecSerde(String source, Codec<T> codec, Undecodable undecodable) {
        this.source = source;
        this.codec = codec;
        this.undecodable = undecodable;
    }

    static <T> CodecSerde<T> of(Topic<T> topic, Undecodable undecodable) {
        return new CodecSerde<>(topic.name(), topic.codec(), undecodable);
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : codec.encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> {
            if (bytes == null) {
                return null;
            }
            try {
                return codec.decode(bytes);
            } catch (UndecodableException e) {
                undecodable.met(source, e);
                return null;
            }
        };
    }
}
