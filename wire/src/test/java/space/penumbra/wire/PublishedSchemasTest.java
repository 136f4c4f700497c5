package space.penumbra.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The published schema files against what the code writes. After a wanted change of a record run this test with
 * {@code -Dpenumbra.publish=true}: it writes the next version beside the old ones, which stay.
 */
class PublishedSchemasTest {

    private static final Path FOLDER = Path.of("src/main/resources/space/penumbra/wire/schemas");

    /** Every schema that the code writes: those of the topics, and packs of frames, which share a topic with single ones. */
    static Stream<Schema> schemas() {
        return Stream.concat(
                Topics.all().stream().map(PublishedSchemasTest::schemaOf), Stream.of(FrameSchema.packSchema()));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void newestPublishedSchemaIsTheOneTheCodeWrites(Schema current) throws IOException {
        List<Schema> published = PublishedSchemas.of(current.getName());
        boolean upToDate = !published.isEmpty()
                && published.get(published.size() - 1).toString().equals(current.toString());
        if (!upToDate && Boolean.getBoolean("penumbra.publish")) {
            int version = published.size() + 1;
            Files.writeString(
                    FOLDER.resolve(current.getName() + ".v" + version + ".avsc"),
                    SchemaFormatter.format("json/pretty", current) + "\n");
            return;
        }
        assertThat(upToDate)
                .as(
                        "the code writes %s differently from its newest published schema: publish the next version",
                        current.getName())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void everyPublishedSchemaCanStillBeRead(Schema reader) {
        for (Schema writer : PublishedSchemas.of(reader.getName())) {
            var verdict = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
            assertThat(verdict.getType()).as(verdict.getDescription()).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
        }
    }

    @Test
    void topicNamesAreUniqueLowerCaseAndDotted() {
        List<String> names = Topics.all().stream().map(topic -> topic.name()).toList();

        assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z]+(\\.[a-z]+)+"));
    }

    static Schema schemaOf(Topic<?> topic) {
        return topic.codec() instanceof RecordCodec<?> codec ? codec.schema() : FrameSchema.schema();
    }
}
