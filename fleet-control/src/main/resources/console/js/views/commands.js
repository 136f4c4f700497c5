/** The command ledger: on the left every command with its stages, on the right why, by when, at what price, and what else was weighed. */

import * as clock from '../clock.js';
import {get, post} from '../api.js';
import {ask, report} from '../dialog.js';
import {h, keyed, set, text} from '../dom.js';
import {away, clockTime, millis, moment, number, plural, span, word} from '../format.js';
import {actionPhrase, marginOf, marginSpan, nodeLink, segments, stageTrack, stateTag, table} from '../parts.js';
import {idOf, isClosed, on, settled, state, takeCommands} from '../store.js';

const ROWS = 120;
const STANDS = {
    open: e => !isClosed(e),
    waiting: e => e.state === 'AWAITING_APPROVAL',
    COMPLETED: e => e.state === 'COMPLETED',
    unmade: e => isClosed(e) && e.state !== 'COMPLETED',
    all: () => true,
};
const CANCELLABLE = new Set(['PROPOSED', 'AWAITING_APPROVAL', 'HELD', 'ISSUED', 'ACCEPTED', 'CHECKPOINTED']);

function compare(a, b) {
    const closed = Number(isClosed(a)) - Number(isClosed(b));
    if (closed) return closed;
    return isClosed(a) ? millis(b.time) - millis(a.time) : millis(a.proposal.deadline) - millis(b.proposal.deadline);
}

export function mount(root, [wanted]) {
    let stand = 'all';
    let filter = '';
    let chosen = wanted ?? null;
    let rows = [];
    const list = h('ul', {class: 'ledger', 'aria-label': 'Commands', 'data-testid': 'ledger'});
    const detail = h('section', {
        class: 'panel detail',
        'aria-label': 'Command',
        'aria-live': 'off',
        'data-testid': 'command',
    });
    const none = h('div');
    const note = h('p', {class: 'muted', role: 'status'});
    const search = h('input', {
        type: 'search',
        placeholder: 'Filter: workload, node, reason',
        'aria-label': 'Filter commands',
        oninput: event => {
            filter = event.target.value.trim().toLowerCase();
            show();
        },
    });
    root.append(
        h(
            'div',
            {class: 'bar'},
            h('h1', null, 'Commands'),
            search,
            segments(
                'State',
                [
                    ['all', 'All'],
                    ['open', 'Under way'],
                    ['waiting', 'For approval'],
                    ['COMPLETED', 'Completed'],
                    ['unmade', 'Refused or failed'],
                ],
                stand,
                value => {
                    stand = value;
                    show();
                },
            ),
        ),
        h('div', {class: 'split'}, h('section', {class: 'panel'}, list, none), detail),
        note,
    );

    const line = entry => {
        const p = entry.proposal;
        const id = idOf(entry);
        return h(
            'li',
            {'aria-current': id === chosen ? 'true' : null},
            h(
                'a',
                {href: '#/commands/' + encodeURIComponent(id), class: 'entry'},
                h('span', {class: 'head'}, h('strong', null, actionPhrase(p)), stateTag(entry.state)),
                h(
                    'span',
                    {class: 'path'},
                    h('span', {class: 'mono'}, p.sourceNodeId),
                    p.targetNodeId ? [' → ', h('span', {class: 'mono'}, p.targetNodeId)] : null,
                    h('span', {class: 'muted'}, ' · ', word(p.reason)),
                ),
                stageTrack(entry, true),
                h(
                    'span',
                    {class: 'foot'},
                    h('span', {
                        class: 'muted due',
                        'data-at': millis(p.deadline),
                        'data-closed': String(isClosed(entry)),
                    }),
                    h('span', null, 'margin ', marginSpan(marginOf(entry))),
                    h('span', null, 'saves ', h('span', {class: 'mono'}, number(p.savingGpuHours, 1), ' GPU-h')),
                ),
            ),
        );
    };

    function show() {
        const fits = e =>
            !filter ||
            [
                e.proposal.workloadId,
                e.proposal.sourceNodeId,
                e.proposal.targetNodeId,
                word(e.proposal.reason),
                e.rule,
                idOf(e),
            ]
                .join(' ')
                .toLowerCase()
                .includes(filter);
        const all = [...state.commands.values()].filter(e => STANDS[stand](e) && fits(e)).sort(compare);
        rows = all.slice(0, ROWS);
        if (!chosen && rows.length) chosen = idOf(rows[0]);
        keyed(
            list,
            rows,
            idOf,
            e => JSON.stringify([e.state, e.time, e.steps.length, e.completedMarginSeconds, idOf(e) === chosen]),
            line,
        );
        text(
            note,
            `${plural(rows.length, 'command')} shown` +
                (all.length > rows.length ? ` of ${all.length}: filter for more` : ''),
        );
        set(
            none,
            rows.length === 0 &&
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, 'No command here'),
                    filter || stand !== 'all'
                        ? 'Clear the filter or choose another state.'
                        : 'When a hazard threatens a workload, what is done about it appears here.',
                ),
        );
        showDetail();
        showDue();
    }

    function showDue() {
        const now = clock.now();
        for (const element of root.querySelectorAll('.due')) {
            const at = Number(element.dataset.at);
            const late = element.dataset.closed !== 'true' && at < now;
            element.classList.toggle('bad', late);
            element.classList.toggle('muted', !late);
            text(
                element,
                element.dataset.closed === 'true'
                    ? 'deadline ' + moment(at, now)
                    : (element.dataset.bare ? '' : late ? 'deadline passed ' : 'deadline ') + away(at, now),
            );
        }
    }

    function showDetail() {
        const entry = state.commands.get(chosen);
        if (!entry) {
            if (!chosen) set(detail, h('p', {class: 'empty'}, 'Choose a command to see why it is there.'));
            return;
        }
        const signature = JSON.stringify([chosen, entry.state, entry.time, entry.steps.length, entry.rule]);
        if (detail.dataset.signature === signature) return;
        detail.dataset.signature = signature;
        set(detail, describe(entry));
    }

    function describe(entry) {
        const p = entry.proposal;
        const now = clock.now();
        const at = instant => moment(millis(instant), now);
        const measured = Number.isFinite(entry.completedMarginSeconds);
        return [
            h('header', null, h('h2', null, actionPhrase(p)), stateTag(entry.state)),
            h(
                'div',
                {class: 'body'},
                stageTrack(entry),
                p.explanation ? h('p', {class: 'explanation'}, p.explanation) : null,
                entry.rule
                    ? h(
                          'p',
                          {class: 'ruling'},
                          h('strong', null, entry.state === 'REFUSED' ? 'Refused by ' : 'Held by '),
                          h('span', {class: 'mono'}, entry.rule),
                          ' · ',
                          lastDetail(entry),
                      )
                    : null,
                h(
                    'dl',
                    {class: 'facts two'},
                    fact('Reason', word(p.reason)),
                    fact('Workload', h('span', {class: 'mono'}, p.workloadId)),
                    fact('From', nodeLink(p.sourceNodeId)),
                    fact('To', p.targetNodeId ? nodeLink(p.targetNodeId) : 'stays'),
                    fact('Hazard', `${at(p.hazardStart)} to ${at(p.hazardEnd)}`),
                    fact('Earliest start', at(p.notBefore)),
                    fact('Latest start', at(p.notAfter)),
                    fact(
                        'Deadline',
                        h(
                            'span',
                            null,
                            at(p.deadline),
                            ' ',
                            h('span', {
                                class: 'muted due',
                                'data-at': millis(p.deadline),
                                'data-closed': 'false',
                                'data-bare': 'true',
                                hidden: isClosed(entry),
                            }),
                        ),
                    ),
                    fact(measured ? 'Margin, measured' : 'Margin, planned', marginSpan(marginOf(entry))),
                    fact('Takes', span(p.expectedSeconds)),
                    fact('Saves', number(p.savingGpuHours, 2) + ' GPU-hours'),
                    fact('Costs', number(p.costGpuHours, 2) + ' GPU-hours'),
                    fact('Moves', number(p.transferGigabytes) + ' GB'),
                    fact('Sent', plural(entry.attempts, 'time')),
                    fact('Plan', `epoch ${p.planEpoch}, placement ${p.placementGeneration}`),
                    fact('Command', h('span', {class: 'mono small'}, idOf(entry))),
                ),
                h('div', {class: 'deeds'}, deeds(entry)),
                h('h3', null, 'What else was weighed'),
                alternatives(p),
                h('h3', null, 'Its life so far'),
                h(
                    'ol',
                    {class: 'steps'},
                    entry.steps.map(step =>
                        h(
                            'li',
                            null,
                            h('time', {class: 'mono muted'}, clockTime(millis(step.time))),
                            h('strong', null, word(step.state)),
                            h('span', null, step.detail),
                        ),
                    ),
                ),
            ),
        ];
    }

    const fact = (label, value) => [h('dt', null, label), h('dd', null, value)];
    const lastDetail = entry => entry.steps.at(-1)?.detail ?? '';

    function alternatives(p) {
        if (!p.alternatives?.length) return h('p', {class: 'muted small'}, 'Nothing else was possible.');
        const grid = table('Alternatives', [
            {label: 'Action', cell: a => word(a.action)},
            {label: 'To', cell: a => (a.targetNodeId ? nodeLink(a.targetNodeId) : '–')},
            {
                label: 'Cost, GPU-h',
                cell: a => (Number.isFinite(a.costGpuHours) ? number(a.costGpuHours, 2) : 'not feasible'),
                number: true,
            },
            {label: 'Why not', cell: a => a.note, class: 'wide'},
        ]);
        grid.body.append(...p.alternatives.map(a => grid.row(a)));
        return grid.element;
    }

    function deeds(entry) {
        const waiting = entry.state === 'AWAITING_APPROVAL';
        return [
            waiting && h('button', {type: 'button', class: 'primary', onclick: () => act(entry, 'approve')}, 'Approve'),
            waiting && h('button', {type: 'button', onclick: () => act(entry, 'reject')}, 'Reject'),
            !waiting &&
                CANCELLABLE.has(entry.state) &&
                h('button', {type: 'button', onclick: () => act(entry, 'cancel')}, 'Cancel the command'),
        ];
    }

    const QUESTIONS = {
        approve: [
            'Approve this command?',
            'Approve',
            'It is looked at once more and issued at once if nothing speaks against it.',
        ],
        reject: [
            'Reject this command?',
            'Reject',
            'The workload stays where it is, and the hazard comes all the same.',
        ],
        cancel: [
            'Cancel this command?',
            'Cancel the command',
            'It is withdrawn as far as that is still possible; once the state has been transferred it runs to its end.',
        ],
    };

    const PAST = {approve: 'approved', reject: 'rejected', cancel: 'cancelled'};

    const moved = entry => {
        const now = state.commands.get(idOf(entry));
        return !now || now.state !== entry.state || now.steps.length !== entry.steps.length || now.rule !== entry.rule;
    };

    function act(entry, verb) {
        const [title, confirm, intro] = QUESTIONS[verb];
        return ask({
            title,
            confirm,
            danger: verb !== 'approve',
            intro: `${actionPhrase(entry.proposal)}, margin ${number(marginOf(entry))} s. ${intro}`,
            act: async values => {
                const answer = await post(`commands/${encodeURIComponent(idOf(entry))}/${verb}`, values);
                if (answer?.proposal) takeCommands(answer);
            },
        }).then(
            done =>
                done &&
                report(
                    settled('commands', () => moved(entry)),
                    `${actionPhrase(entry.proposal)}: ${PAST[verb]}.`,
                ),
        );
    }

    function step(by) {
        const at = rows.findIndex(e => idOf(e) === chosen);
        const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
        if (next) location.hash = '#/commands/' + encodeURIComponent(idOf(next));
    }

    function fetchChosen() {
        if (!wanted || state.commands.has(wanted)) return;
        get('commands/' + encodeURIComponent(wanted))
            .then(entry => takeCommands(entry))
            .catch(error => chosen === wanted && set(detail, h('p', {class: 'empty'}, error.message)));
    }

    const stops = [on('commands', show)];
    show();
    fetchChosen();
    return {
        tick: showDue,
        update([id]) {
            if (!id) return false;
            wanted = chosen = id;
            fetchChosen();
            show();
            for (const item of list.children)
                item[item.dataset.key === chosen ? 'setAttribute' : 'removeAttribute']('aria-current', 'true');
            list.querySelector('[aria-current] .entry')?.scrollIntoView({block: 'nearest'});
            if (matchMedia('(max-width: 900px)').matches) detail.scrollIntoView({block: 'start'});
            return true;
        },
        key(event) {
            const entry = state.commands.get(chosen);
            if (event.key === 'j') step(1);
            else if (event.key === 'k') step(-1);
            else if (event.key === 'a' && entry?.state === 'AWAITING_APPROVAL') act(entry, 'approve');
            else if (event.key === 'r' && entry?.state === 'AWAITING_APPROVAL') act(entry, 'reject');
            else if (event.key === 'c' && entry && CANCELLABLE.has(entry.state)) act(entry, 'cancel');
            else return false;
            return true;
        },
        destroy: () => stops.forEach(stop => stop()),
    };
}
