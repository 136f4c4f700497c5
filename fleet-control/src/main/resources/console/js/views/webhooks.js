/** Who is told: how the way to each endpoint is, and the messages that nobody took, to be sent again. */

import * as clock from '../clock.js';
import {get, post} from '../api.js';
import {ask, toast} from '../dialog.js';
import {h, keyed, set, text} from '../dom.js';
import {away, millis, moment, number, plural} from '../format.js';
import {gate, table} from '../parts.js';

const REREAD_MILLIS = 5_000;
const SETTLE_MILLIS = 12_000;
const SILENT_MILLIS = 90_000;
const SHOWN = 200;
const CIRCUITS = {
    CLOSED: ['good', 'Delivers'],
    OPEN: ['bad', 'Left alone'],
    HALF_OPEN: ['wait', 'On trial'],
};

const idOf = letter => letter.endpoint + '/' + letter.messageId;

/** A body as people read it; one that is no JSON as it is. */
function pretty(body) {
    try {
        return JSON.stringify(JSON.parse(body), null, 2);
    } catch {
        return body;
    }
}

/** What a message speaks of, in a line: whatever its format has that a person would look for first. */
function gist(letter) {
    try {
        const body = JSON.parse(letter.body);
        const found =
            body.data?.message ??
            body.data?.explanation ??
            body.payload?.summary ??
            body.text ??
            (Array.isArray(body) ? body[0] : body.alerts?.[0])?.annotations?.summary ??
            body.type;
        if (typeof found === 'string' && found) return found;
    } catch {
        // Whatever it is, it is shown whole below.
    }
    return letter.body ? 'A message without a summary' : 'An event that could not be read';
}

export function mount(root) {
    let letters = [];
    let endpoints = [];
    let readAt = -Infinity;
    let filter = '';
    let gone = false;
    const note = h('span', {class: 'muted', role: 'status'});
    const problem = h('div');
    const ways = table('Endpoints', [
        {label: 'Endpoint', cell: e => h('strong', {class: 'mono nowrap'}, e.endpoint)},
        {label: 'Way', cell: way},
        {label: 'Is told', cell: e => e.wants, class: 'wide'},
        {label: 'Format', cell: e => h('span', {class: 'nowrap'}, e.format)},
        {label: 'Queued', cell: e => number(e.queued), number: true},
        {label: 'Undelivered', cell: e => number(letters.filter(l => l.endpoint === e.endpoint).length), number: true},
        {label: 'Last error', cell: e => e.lastError || h('span', {class: 'muted'}, 'none'), class: 'wide'},
    ]);
    const none = h('div');
    const list = h('ul', {class: 'letters', 'aria-label': 'Undelivered messages', 'data-testid': 'letters'});
    const nothing = h('div');
    const all = h('span');
    const search = h('input', {
        type: 'search',
        placeholder: 'Filter: endpoint, words, error',
        'aria-label': 'Filter undelivered messages',
        oninput: event => {
            filter = event.target.value.trim().toLowerCase();
            show();
        },
    });
    root.append(
        h('div', {class: 'bar'}, h('h1', null, 'Webhooks'), note, search, all),
        problem,
        h(
            'section',
            {class: 'panel', 'data-testid': 'endpoints'},
            h('header', null, h('h2', null, 'Endpoints')),
            ways.element,
            none,
        ),
        h(
            'section',
            {class: 'panel undelivered'},
            h('header', null, h('h2', null, 'Undelivered'), h('span', {class: 'muted'}, 'kept until somebody sends them again')),
            list,
            nothing,
        ),
    );

    function way(e) {
        const [tone, words] = CIRCUITS[e.circuit] ?? ['', e.circuit];
        const quiet = Date.now() - millis(e.wallTime) > SILENT_MILLIS;
        return [
            h('span', {class: 'tag ' + (quiet ? '' : tone)}, quiet ? 'Not known' : words),
            quiet
                ? h('div', {class: 'muted small'}, 'last heard of ', away(millis(e.wallTime), Date.now()))
                : null,
        ];
    }

    const line = letter =>
        h(
            'li',
            {class: 'letter', tabindex: 0, 'aria-label': `${letter.endpoint}: ${gist(letter)}`},
            h(
                'div',
                {class: 'head'},
                h('strong', {class: 'mono'}, letter.endpoint),
                h('span', {class: 'what'}, gist(letter)),
                h('time', {class: 'muted nowrap'}, moment(millis(letter.time), clock.now())),
                letter.body
                    ? gate(h('button', {type: 'button', onclick: () => sendAgain([letter])}, 'Send again'), 'operator')
                    : null,
            ),
            h(
                'p',
                {class: 'reason'},
                letter.attempts ? `Given up after ${plural(letter.attempts, 'attempt')}: ` : '',
                letter.lastError || 'no reason was kept',
            ),
            letter.body
                ? h(
                      'details',
                      null,
                      h('summary', null, 'Message ', h('span', {class: 'mono'}, letter.messageId)),
                      h('pre', {tabindex: 0, 'aria-label': 'Body of the message'}, pretty(letter.body)),
                  )
                : null,
        );

    function show() {
        const fits = letters.filter(
            l => !filter || [l.endpoint, l.messageId, l.lastError, l.body].join(' ').toLowerCase().includes(filter),
        );
        keyed(ways.body, endpoints, e => e.endpoint, e => JSON.stringify([e, letters.length]), e => ways.row(e));
        keyed(list, fits.slice(0, SHOWN), idOf, letter => JSON.stringify([letter.attempts, letter.lastError]), line);
        text(
            note,
            `${plural(letters.length, 'message')} undelivered` +
                (fits.length > SHOWN ? `, the first ${SHOWN} shown: filter for more` : ''),
        );
        const sendable = fits.filter(l => l.body).slice(0, SHOWN);
        set(
            all,
            sendable.length > 1 &&
                gate(
                    h('button', {type: 'button', onclick: () => sendAgain(sendable)}, `Send ${sendable.length} again`),
                    'operator',
                ),
        );
        set(
            none,
            endpoints.length === 0 &&
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, 'Nobody is told'),
                    'Name receivers in a file and start “penumbra serve alert-webhooks --endpoints FILE”, or “penumbra demo --webhooks FILE”.',
                ),
        );
        set(
            nothing,
            fits.length === 0 &&
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, filter ? 'Nothing fits the filter' : 'Every message was taken'),
                    filter ? 'Clear it to see all.' : 'What an endpoint does not take after all attempts is kept here.',
                ),
        );
    }

    async function read() {
        readAt = performance.now();
        try {
            const [ends, waiting] = await Promise.all([get('webhooks/endpoints'), get('webhooks/undelivered')]);
            if (gone) return;
            endpoints = ends.items;
            letters = waiting.items;
            set(problem);
            show();
        } catch (error) {
            if (!gone) set(problem, h('p', {class: 'stale', role: 'alert'}, error.message));
        }
    }

    const waits = letter => letters.some(l => idOf(l) === idOf(letter));

    /** Waits until the letters are gone: an endpoint that is still down leaves them here. */
    function taken(these) {
        return new Promise(resolve => {
            const deadline = performance.now() + SETTLE_MILLIS;
            const look = async () => {
                await read();
                if (gone || !these.some(waits)) resolve(true);
                else if (performance.now() > deadline) resolve(false);
                else setTimeout(look, 800);
            };
            look();
        });
    }

    async function sendAgain(these) {
        const names = [...new Set(these.map(l => l.endpoint))].join(', ');
        const done = await ask({
            title: these.length === 1 ? 'Send this message again?' : `Send ${these.length} messages again?`,
            confirm: 'Send again',
            intro: `To ${names}, once, under the old ${these.length === 1 ? 'id' : 'ids'}: a receiver that took it after all drops the repeat.`,
            act: async values => {
                for (const letter of these)
                    await post(`webhooks/undelivered/${encodeURIComponent(letter.messageId)}/send-again`, {
                        ...values,
                        endpoint: letter.endpoint,
                    });
            },
        });
        if (!done) return;
        if (await taken(these)) toast(these.length === 1 ? `${names} took it.` : `${names} took them.`);
        else toast(`${names} did not take ${these.length === 1 ? 'it' : 'all of them'}: what is left still waits here.`, true);
    }

    function step(by) {
        const rows = [...list.children];
        const at = rows.findIndex(row => row.contains(document.activeElement));
        const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
        next?.focus();
        next?.scrollIntoView({block: 'nearest'});
    }

    read();
    return {
        rights: show,
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS) read();
        },
        key(event) {
            const row = document.activeElement?.closest?.('.letter');
            const letter = row && letters.find(l => idOf(l) === row.dataset.key);
            if (event.key === 'j') step(1);
            else if (event.key === 'k') step(-1);
            else if (event.key === 's' && letter?.body) sendAgain([letter]);
            else if (event.key === 'Enter' && row === event.target) {
                const details = row.querySelector('details');
                if (details) details.open = !details.open;
            } else return false;
            return true;
        },
        destroy() {
            gone = true;
        },
    };
}
