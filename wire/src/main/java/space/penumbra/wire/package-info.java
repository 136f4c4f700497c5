/**
 * What travels: the topic catalogue, the Avro schemas and the codecs between records and bytes.
 *
 * <p>Every value is Avro in the single-object encoding (two marker bytes, the eight-byte fingerprint of the writer's
 * schema, the body), so that any Avro reader can take it and no registry is needed. The published schemas stand as files
 * in {@code schemas/}; an old one is never changed or removed, because records written with it may still be in a topic.
 */
package space.penumbra.wire;
