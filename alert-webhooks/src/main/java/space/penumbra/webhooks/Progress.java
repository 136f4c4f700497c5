package space.penumbra.webhooks;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Which records are done: an offset may be committed when every message of it and of all records before it was delivered
 * or dead-lettered. Thread-safe.
 */
final class Progress {

    /** A record whose messages are under way. */
    final class Ticket {

        private final TopicPartition partition;
        private final long offset;
        private final AtomicInteger open;

        private Ticket(TopicPartition partition, long offset, int messages) {
            this.partition = partition;
            this.offset = offset;
            this.open = new AtomicInteger(messages);
        }

        /** One of its messages is delivered or dead-lettered. */
        void messageDone() {
            if (open.decrementAndGet() == 0) {
                close(this);
            }
        }
    }

    private final Map<TopicPartition, TreeMap<Long, Ticket>> open = new HashMap<>();
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> taken = new HashMap<>();

    /** A record was read; it is done when this many messages are. */
    synchronized Ticket begin(TopicPartition partition, long offset, int messages) {
        Ticket ticket = new Ticket(partition, offset, messages);
        next.put(partition, offset + 1);
        if (messages > 0) {
            open.computeIfAbsent(partition, p -> new TreeMap<>()).put(offset, ticket);
        }
        return ticket;
    }

    private synchronized void close(Ticket ticket) {
        TreeMap<Long, Ticket> tickets = open.get(ticket.partition);
        // A partition that was lost and came back has new tickets for the same offsets: an old one closes nothing.
        if (tickets != null) {
            tickets.remove(ticket.offset, ticket);
        }
    }

    /** The offsets that may be committed and have not been taken for that yet. */
    synchronized Map<TopicPartition, OffsetAndMetadata> take() {
        Map<TopicPartition, OffsetAndMetadata> committable = new HashMap<>();
        next.forEach((partition, after) -> {
            TreeMap<Long, Ticket> tickets = open.get(partition);
            long done = tickets == null || tickets.isEmpty() ? after : tickets.firstKey();
            Long before = taken.put(partition, done);
            if (before == null || before != done) {
                committable.put(partition, new OffsetAndMetadata(done));
            }
        });
        return committable;
    }

    /** These partitions belong to someone else now. */
    synchronized void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            open.remove(partition);
            next.remove(partition);
            taken.remove(partition);
        });
    }

    /** Records whose messages are under way. */
    synchronized int openRecords() {
        return open.values().stream().mapToInt(TreeMap::size).sum();
    }
}
