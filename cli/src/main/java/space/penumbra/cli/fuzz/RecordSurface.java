package space.penumbra.cli.fuzz;

import static space.penumbra.cli.fuzz.Surface.demand;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.util.RandomData;
import space.penumbra.domain.limits.LimitRule;
import space.penumbra.domain.limits.RuleBook;
import space.penumbra.domain.limits.RuleList;
import space.penumbra.wire.Codec;
import space.penumbra.wire.RecordCodec;
import space.penumbra.wire.Topics;
import space.penumbra.wire.UndecodableException;

/** Records of every other topic: well-formed by their schema and full of nonsense, or spoilt. */
final class RecordSurface implements Surface {

    private final List<RecordCodec<?>> codecs = Topics.all().stream()
            .filter(topic -> topic.codec() instanceof RecordCodec)
            .<RecordCodec<?>>map(topic -> (RecordCodec<?>) topic.codec())
            .toList();

    @Override
    public String name() {
        return "records";
    }

    @Override
    public Outcome attempt(SplittableRandom random, Input input) {
        RecordCodec<?> codec = codecs.get(random.nextInt(codecs.size()));
        byte[] record = sample(codec.schema(), random);
        if (random.nextBoolean()) {
            RecordCodec<?> other = codecs.get(random.nextInt(codecs.size()));
            record = Mutator.bytes(random, record, sample(other.schema(), random));
        }
        input.is(record);
        return take(codec, record);
    }

    private static <T extends Record> Outcome take(Codec<T> codec, byte[] record) {
        T value;
        try {
            value = codec.decode(record);
        } catch (UndecodableException e) {
            demand(e.getMessage() != null && !e.getMessage().isBlank(), "refused without a reason");
            return new Outcome(0, 1);
        }
        demand(codec.decode(codec.encode(value)) != null, "written it cannot be read again");
        demand(!value.toString().isEmpty(), "it cannot be shown");
        if (value instanceof LimitRule rule) {
            offer(rule);
        }
        return new Outcome(1, 0);
    }

    /** A rule of any kind is taken or left; the book stands. */
    private static void offer(LimitRule rule) {
        RuleBook book = new RuleBook(List.of(rule));
        RuleList list = book.forNode("a", rule.profile());
        demand(list != null && book.rules().size() <= 1, "the book of rules broke");
    }

    /** A record that is well-formed by its schema and means nothing. */
    static byte[] sample(Schema schema, SplittableRandom random) {
        GenericRecord datum = (GenericRecord)
                new RandomData(schema, 1, random.nextLong()).iterator().next();
        try {
            ByteBuffer bytes = new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema).encode(datum);
            byte[] array = new byte[bytes.remaining()];
            bytes.get(array);
            return array;
        } catch (IOException e) {
            throw new UncheckedIOException("an array refused bytes", e);
        }
    }
}
