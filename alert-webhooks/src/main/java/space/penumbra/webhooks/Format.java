package space.penumbra.webhooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How an endpoint wants to be told. Pure; thread-safe. */
public enum Format {

    /** {@code {"type", "timestamp", "data"}}, one event a request, signed after Standard Webhooks. */
    EVENT("event", "application/json", Access.SIGNED, false) {
        @Override
        String body(Parcel parcel) {
            return EventBody.of(parcel.first());
        }
    },

    /** CloudEvents 1.0, structured mode, one event a request, signed after Standard Webhooks. */
    CLOUDEVENTS("cloudevents", "application/cloudevents+json", Access.SIGNED, false) {
        @Override
        String body(Parcel parcel) {
            return CloudEventBody.of(parcel.first());
        }
    },

    /** What Alertmanager posts to its receivers, version 4, signed after Standard Webhooks. */
    ALERTMANAGER("alertmanager", "application/json", Access.SIGNED, true) {
        @Override
        String body(Parcel parcel) {
            return AlertmanagerBody.notification(parcel);
        }
    },

    /** Alerts posted into an Alertmanager ({@code /api/v2/alerts}), again and again while they hold. */
    ALERTMANAGER_API("alertmanager-api", "application/json", Access.BEARER, true) {
        @Override
        String body(Parcel parcel) {
            return AlertmanagerBody.alerts(parcel);
        }
    },

    /** PagerDuty Events API v2; the secret is the routing key. */
    PAGERDUTY("pagerduty", "application/json", Access.KEY_IN_BODY, false) {
        @Override
        String body(Parcel parcel) {
            return PagerDutyBody.of(parcel);
        }
    },

    /** Slack's incoming webhooks; their address is the secret. */
    SLACK("slack", "application/json", Access.NONE, true) {
        @Override
        String body(Parcel parcel) {
            return SlackBody.of(parcel);
        }
    };

    /** How an endpoint knows that a request is ours. */
    enum Access {
        /** HMAC headers; the secret is a Base64 key. */
        SIGNED,
        /** {@code Authorization: Bearer}, if there is a secret. */
        BEARER,
        /** A key in the body, added as late as possible, so that it is in no dead letter. */
        KEY_IN_BODY,
        /** Nothing but the address. */
        NONE
    }

    private final String word;
    private final String contentType;
    private final Access access;
    private final boolean groups;

    Format(String word, String contentType, Access access, boolean groups) {
        this.word = word;
        this.contentType = contentType;
        this.access = access;
        this.groups = groups;
    }

    /** The JSON that is kept and sent. */
    abstract String body(Parcel parcel);

    /** The word in the file of endpoints. */
    public String word() {
        return word;
    }

    String contentType() {
        return contentType;
    }

    Access access() {
        return access;
    }

    /** Whether one request can tell of many events. */
    boolean groups() {
        return groups;
    }

    /** Whether there is nothing to send without a secret. */
    boolean needsSecret() {
        return access == Access.SIGNED || access == Access.KEY_IN_BODY;
    }

    static Optional<Format> named(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Format::word).toList();
    }
}
