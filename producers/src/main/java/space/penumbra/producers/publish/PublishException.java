package space.penumbra.producers.publish;

/** Kafka gave up on a record; the message names the topic, the cause and the remedy. */
public final class PublishException extends RuntimeException {

    public PublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
