package space.penumbra.producers.twin;

/**
 * A record that waits until the snapshot that contains it is on disk.
 *
 * @param topic name of the topic
 * @param key UTF-8
 * @param value encoded
 */
record OutgoingRecord(String topic, byte[] key, byte[] value) {}
