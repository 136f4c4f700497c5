package space.penumbra.jobs.history;

import space.penumbra.domain.alarm.DeliveryFailure;
import space.penumbra.domain.telemetry.RejectedRecord;

/**
 * Something that did not go its usual way. Public and of plain fields for Flink.
 *
 * @param kind what it was: {@code rejected}, {@code undelivered} or {@code delivered-later}
 * @param place topic or endpoint that it was meant for
 * @param reason why, in one of few words
 * @param millis event time, epoch milliseconds
 */
public record Diversion(String kind, String place, String reason, long millis) {

    /** A record of telemetry that could not be used. */
    static Diversion of(RejectedRecord record) {
        return new Diversion(
                "rejected",
                record.topic(),
                record.reason().name(),
                record.time().toEpochMilli());
    }

    /** A webhook message that was given up, or delivered after all: then nothing is left in its letter. */
    static Diversion of(DeliveryFailure letter) {
        boolean delivered = letter.body().isEmpty() && letter.lastError().isEmpty();
        return new Diversion(
                delivered ? "delivered-later" : "undelivered",
                letter.endpoint(),
                delivered ? "SENT_AGAIN" : "GIVEN_UP",
                letter.time().toEpochMilli());
    }

    /** What is counted together. */
    String series() {
        return kind + '\n' + place + '\n' + reason;
    }
}
