package space.penumbra.producers.live;

/**
 * What an ingest has done so far.
 *
 * @param sources hosts, or nodes of a recording
 * @param framesPublished frames handed to Kafka
 * @param readsFailed reads of a host that gave no frame
 * @param linesMalformed lines of pages or files that could not be understood
 * @param sendsFailed records that Kafka gave up on
 */
public record IngestStatistics(
        int sources, long framesPublished, long readsFailed, long linesMalformed, long sendsFailed) {}
