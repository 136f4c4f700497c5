/** The command ledger: on the left every command with its stages, on the right why, by when, at what price, and what else was weighed. */

import * as clock from '../clock.js';
import {get, post} from '../api.js';
import {ask, report} from '../dialog.js';
import {session} from '../session.js';
import {h, keyed, set, text} from '../dom.js';
import {away, clockTime, millis, moment, number, percent, plural, sentence, span, word} from '../format.js';
import {
    actionPhrase,
    alternativesTable,
    gate,
    marginOf,
    marginSpan,
    nodeLink,
    segments,
    stageTrack,
    stateTag,
    workloadLink,
} from '../parts.js';
import {idOf, isClosed, on, settled, state, takeCommands} from '../store.js';

const ROWS = 120;
const REJUDGE_MILLIS = 20_000;
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
    let judged = {id: null, at: -Infinity};
    let sought = null;
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

    /** A margin that goes on falling while its command is overdue. */
    const liveMargin = entry => h('span', {class: 'margin-of', 'data-id': idOf(entry)}, marginSpan(marginOf(entry)));

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
                    h('span', null, 'margin ', liveMargin(entry)),
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
        fetchChosen();
    }

    function showDue() {
        const now = clock.now();
        for (const element of root.querySelectorAll('.margin-of')) {
            const entry = state.commands.get(element.dataset.id);
            if (entry && !isClosed(entry)) set(element, marginSpan(marginOf(entry)));
        }
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
        const signature = JSON.stringify([
            chosen,
            entry.state,
            entry.time,
            entry.steps.length,
            entry.rule,
            entry.approvals,
            entry.value?.time,
        ]);
        if (detail.dataset.signature === signature) return;
        detail.dataset.signature = signature;
        set(detail, describe(entry));
        judge(entry);
    }

    /** The ledger's stream says nothing of what an action was worth: of one that has ended it is asked until its hazard is over. */
    function judge(entry) {
        const id = idOf(entry);
        if (!isClosed(entry) || entry.value?.settled) return;
        if (judged.id === id && performance.now() - judged.at < REJUDGE_MILLIS) return;
        judged = {id, at: performance.now()};
        get('commands/' + encodeURIComponent(id))
            .then(whole => whole.value && takeCommands(whole))
            .catch(() => {});
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
                    fact('Workload', workloadLink(p.workloadId)),
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
                    fact(measured ? 'Margin, measured' : marginOf(entry) < 0 ? 'Margin, left' : 'Margin, planned', liveMargin(entry)),
                    fact('Takes', span(p.expectedSeconds)),
                    fact('Moves', number(p.transferGigabytes) + ' GB'),
                    fact('Sent', plural(entry.attempts, 'time')),
                    fact('Plan', `epoch ${p.planEpoch}, placement ${p.placementGeneration}`),
                    fact('Command', h('span', {class: 'mono small'}, idOf(entry))),
                ),
                approvals(entry),
                h('div', {class: 'deeds'}, deeds(entry)),
                h('h3', null, 'Done, and not done'),
                counterfactual(entry),
                h('h3', null, 'What else was weighed'),
                alternativesTable(p.alternatives),
                turningPoints(p),
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

    /** What came of it beside what would have come: by the plan, and once the hazard is over by what was seen. */
    function counterfactual(entry) {
        const {proposal: p, value} = entry;
        const settled = value?.settled;
        const figure = (label, value, tone) =>
            h('div', {class: tone}, h('dt', null, label), h('dd', null, number(value, 2), h('small', null, ' GPU-h')));
        return h(
            'div',
            {class: 'counterfactual', 'data-testid': 'versus'},
            h(
                'dl',
                {class: 'versus'},
                figure('Costs, if it is done', p.costGpuHours),
                figure('Lost, if nothing were done', p.costGpuHours + p.savingGpuHours),
                settled
                    ? figure('Saved, as it came', value.savedGpuHours, value.needless ? 'bad' : 'good')
                    : figure('Saves, by the plan', p.savingGpuHours),
            ),
            settled
                ? h(
                      'p',
                      null,
                      h('strong', null, value.needless ? 'It proved needless. ' : 'It proved needed. '),
                      value.why,
                      value.drawRatio > 0.005
                          ? ` ${percent(value.drawRatio)} of a battery was not drawn at ${value.sourceNodeId}.`
                          : '',
                  )
                : h('p', {class: 'muted'}, 'Judged by what is seen once the hazard is over.'),
        );
    }

    /** What would have changed the choice. */
    function turningPoints(p) {
        if (!p.turningPoints?.length) return null;
        return [
            h('h3', null, 'What would have changed the choice'),
            h('ul', {class: 'turning', 'data-testid': 'turning'}, p.turningPoints.map(point => h('li', null, sentence(point)))),
            h(
                'p',
                {class: 'small'},
                h(
                    'a',
                    {href: '#/workloads/' + encodeURIComponent(p.workloadId)},
                    'What the newest plan says of this workload',
                ),
            ),
        ];
    }

    /** Who approved so far, and how long there is for whoever must still. */
    function approvals(entry) {
        const names = entry.approvals ?? [];
        const waiting = entry.state === 'AWAITING_APPROVAL';
        if (!waiting && names.length === 0) return null;
        const mine = session.name && names.includes(session.name);
        return h(
            'div',
            {class: 'approval' + (waiting ? ' open' : ''), 'data-testid': 'approval'},
            h('p', null, names.length ? ['Approved by ', h('strong', null, names.join(', ')), '. '] : 'Nobody has approved it yet. '),
            waiting
                ? h(
                      'p',
                      null,
                      names.length ? 'One more person must: whoever approved may not do so again. ' : '',
                      'It expires ',
                      h('span', {class: 'mono due', 'data-at': millis(entry.proposal.notAfter), 'data-closed': 'false', 'data-bare': 'true'}),
                      ' if nobody does.',
                      mine ? h('strong', null, ' You approved it: now somebody else must.') : null,
                  )
                : null,
        );
    }

    const fact = (label, value) => [h('dt', null, label), h('dd', null, value)];
    const lastDetail = entry => entry.steps.at(-1)?.detail ?? '';

    function deeds(entry) {
        const waiting = entry.state === 'AWAITING_APPROVAL';
        return [
            waiting &&
                gate(
                    h('button', {type: 'button', class: 'primary', onclick: () => act(entry, 'approve')}, 'Approve'),
                    'approver',
                ),
            waiting && gate(h('button', {type: 'button', onclick: () => act(entry, 'reject')}, 'Reject'), 'approver'),
            !waiting &&
                CANCELLABLE.has(entry.state) &&
                gate(h('button', {type: 'button', onclick: () => act(entry, 'cancel')}, 'Cancel the command'), 'operator'),
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
        return (
            !now ||
            now.state !== entry.state ||
            now.steps.length !== entry.steps.length ||
            now.rule !== entry.rule ||
            now.approvals?.length !== entry.approvals?.length
        );
    };

    function act(entry, verb) {
        const [title, confirm, intro] = QUESTIONS[verb];
        return ask({
            title,
            confirm,
            danger: verb !== 'approve',
            needs: verb === 'cancel' ? 'operator' : 'approver',
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

    /** One that is older than what the console keeps is asked for, once the ledger is there and does not have it. */
    function fetchChosen() {
        if (!wanted || !state.ledgerKnown || state.commands.has(wanted) || sought === wanted) return;
        const id = (sought = wanted);
        get('commands/' + encodeURIComponent(id))
            .then(entry => takeCommands(entry))
            .catch(error => chosen === id && !state.commands.has(id) && set(detail, h('p', {class: 'empty'}, error.message)));
    }

    const stops = [on('commands', show)];
    show();
    return {
        tick() {
            showDue();
            if (state.commands.has(chosen)) judge(state.commands.get(chosen));
        },
        update([id]) {
            if (!id) return false;
            wanted = chosen = id;
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
