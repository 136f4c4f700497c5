/** The REST interface: JSON in and out, errors as one sentence that can be shown as it is. */

const BASE = new URL('api/', document.baseURI);

/** Whom to tell that the server does not know us (any more). */
export const onUnknown = {call: null};

/** A refused or failed request; the message is fit for a person, the status is 0 when no answer came. */
export class ApiError extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }

    get needsToken() {
        return this.status === 401;
    }
}

export function url(path, parameters) {
    const address = new URL(path, BASE);
    for (const [name, value] of Object.entries(parameters ?? {})) {
        if (value !== undefined && value !== null && value !== '') address.searchParams.set(name, value);
    }
    return address;
}

async function request(method, path, {parameters, body, signal, headers: further} = {}) {
    const headers = {Accept: 'application/json', ...further};
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    let response;
    try {
        response = await fetch(url(path, parameters), {
            method,
            headers,
            signal,
            body: body === undefined ? undefined : JSON.stringify(body),
        });
    } catch (cause) {
        if (cause.name === 'AbortError') throw cause;
        throw new ApiError(0, 'Fleet control does not answer. Check that it runs and that this machine reaches it.');
    }
    const answer = await response.json().catch(() => null);
    if (!response.ok) {
        if (response.status === 401) onUnknown.call?.();
        throw new ApiError(response.status, answer?.error ?? `Fleet control answered ${response.status} to ${path}.`);
    }
    return answer;
}

export const get = (path, parameters, signal) => request('GET', path, {parameters, signal});
export const post = (path, body, headers) => request('POST', path, {body, headers});
export const put = (path, body) => request('PUT', path, {body});
