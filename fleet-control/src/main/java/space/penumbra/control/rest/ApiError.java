package space.penumbra.control.rest;

/** A request that cannot be answered: its HTTP status and one sentence for the caller. */
final class ApiError extends RuntimeException {

    private final int status;

    private ApiError(int status, String sentence) {
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    static ApiError badRequest(String sentence) {
        return new ApiError(400, sentence);
    }

    static ApiError unauthorized(String sentence) {
        return new ApiError(401, sentence);
    }

    static ApiError forbidden(String sentence) {
        return new ApiError(403, sentence);
    }

    static ApiError notFound(String sentence) {
        return new ApiError(404, sentence);
    }

    static ApiError conflict(String sentence) {
        return new ApiError(409, sentence);
    }

    static ApiError tooLarge(String sentence) {
        return new ApiError(413, sentence);
    }

    static ApiError wrongType(String sentence) {
        return new ApiError(415, sentence);
    }

    static ApiError unavailable(String sentence) {
        return new ApiError(503, sentence);
    }
}
