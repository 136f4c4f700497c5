package space.penumbra.executors.http;

/**
 * What a scheduler answered.
 *
 * @param status HTTP status
 * @param body the beginning of the text
 */
record Answer(int status, String body) {

    boolean ok() {
        return status >= 200 && status < 300;
    }
}
