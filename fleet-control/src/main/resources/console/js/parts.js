/** Small parts that several pages show: levels, hazard kinds, margins, stages of a command. */

import * as clock from './clock.js';
import {whyNot} from './session.js';
import {h, s, scrollable} from './dom.js';
import {clockTime, LEVELS, margin, millis, number, rank, word} from './format.js';
import {isClosed} from './store.js';

// One shape per level: dash, ring, triangle, diamond, square, struck square.
const SHAPES = [
    ['M2 6h8', 'none'],
    ['M6 1.2a4.8 4.8 0 1 0 .01 0z', 'none'],
    ['M6 .8 11.6 11H.4z', 'fill'],
    ['M6 .2 11.8 6 6 11.8.2 6z', 'fill'],
    ['M.8.8h10.4v10.4H.8z', 'fill'],
    ['M.8.8h10.4v10.4H.8zM-2-2h16v16H-2z', 'double'],
];

export function levelGlyph(level) {
    const [path, mode] = SHAPES[level];
    return s(
        'svg',
        {viewBox: '0 0 12 12', 'aria-hidden': 'true'},
        mode === 'double'
            ? [
                  s('path', {d: SHAPES[4][0], fill: 'currentColor'}),
                  s('path', {d: 'M-2-2h16v16H-2z', fill: 'none', stroke: 'currentColor', 'stroke-width': 1.6}),
              ]
            : s(
                  'path',
                  mode === 'fill'
                      ? {d: path, fill: 'currentColor'}
                      : {d: path, fill: 'none', stroke: 'currentColor', 'stroke-width': 2},
              ),
    );
}

export function levelBadge(name) {
    const level = rank(LEVELS, name);
    return h('span', {class: `level lv-${level}`}, levelGlyph(level), word(LEVELS[level]));
}

export function kindBadge(kind) {
    return h('span', {class: `kind k-${String(kind).toLowerCase()}`}, word(kind));
}

export function nodeLink(id) {
    return id ? h('a', {class: 'mono nowrap', href: '#/nodes/' + encodeURIComponent(id)}, id) : h('span', null, '–');
}

export function workloadLink(id) {
    return h('a', {class: 'mono nowrap', href: '#/workloads/' + encodeURIComponent(id)}, id);
}

export function commandLink(id, label) {
    return h('a', {href: '#/commands/' + encodeURIComponent(id)}, label);
}

const TONES = {
    COMPLETED: 'good',
    FAILED: 'bad',
    TIMED_OUT: 'bad',
    REJECTED: 'bad',
    AWAITING_APPROVAL: 'wait',
    HELD: 'wait',
    ACTIVE: 'strong',
    PAUSED: 'wait',
    CAPPED: 'wait',
};

export function stateTag(state) {
    return h('span', {class: 'tag ' + (TONES[state] ?? '')}, word(state));
}

/** Seconds in hand, coloured by what they mean: late, tight, or fine. */
export function marginSpan(seconds) {
    const tone = !Number.isFinite(seconds) ? 'muted' : seconds < 0 ? 'bad' : seconds < 60 ? 'tight' : 'good';
    return h('span', {class: `mono ${tone}`}, margin(seconds));
}

/** The margin of a command: measured once it is complete, planned before; one that is overdue has none left, whatever was planned. */
export function marginOf(entry) {
    if (Number.isFinite(entry.completedMarginSeconds)) return entry.completedMarginSeconds;
    const left = (millis(entry.proposal.deadline) - clock.now()) / 1000;
    return left < 0 && !isClosed(entry) ? left : entry.proposal.marginSeconds;
}

const FULL = ['PROPOSED', 'ISSUED', 'ACCEPTED', 'CHECKPOINTED', 'TRANSFERRED', 'RESTORED', 'COMPLETED'];
const IN_PLACE = ['PROPOSED', 'ISSUED', 'ACCEPTED', 'COMPLETED'];
const CHECKPOINT = ['PROPOSED', 'ISSUED', 'ACCEPTED', 'CHECKPOINTED', 'COMPLETED'];
const BAD_ENDS = new Set(['REFUSED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'TIMED_OUT', 'FAILED']);

/** The stages that a command passes, those it has passed with their times, and where it ended. */
export function stages(entry) {
    const action = entry.proposal.action;
    const plan = action === 'MIGRATE' ? FULL : action === 'CHECKPOINT' ? CHECKPOINT : IN_PLACE;
    const times = new Map(entry.steps.map(step => [step.state, millis(step.time)]));
    const result = [];
    const bad = BAD_ENDS.has(entry.state);
    const reached = Math.max(...plan.map((stage, i) => (times.has(stage) || stage === entry.state ? i : 0)));
    for (let i = 0; i < plan.length; i++) {
        const stage = plan[i];
        const mood =
            stage === entry.state ? (stage === 'COMPLETED' ? 'end-good' : 'here') : i <= reached ? 'past' : 'ahead';
        if (bad && i > reached) break;
        result.push({stage, mood, time: times.get(stage)});
        if (stage === 'PROPOSED') {
            for (const wait of ['AWAITING_APPROVAL', 'HELD']) {
                if (!times.has(wait) && entry.state !== wait) continue;
                if (result.some(r => r.stage === wait)) continue;
                result.push({stage: wait, mood: entry.state === wait ? 'here' : 'past', time: times.get(wait)});
            }
        }
    }
    if (bad) result.push({stage: entry.state, mood: 'end-bad', time: times.get(entry.state) ?? millis(entry.time)});
    return result;
}

const SHORT = {AWAITING_APPROVAL: 'Approval', HELD: 'Held'};

export function stageTrack(entry, small = false) {
    const track = h(
        'ol',
        {class: 'track' + (small ? ' small' : ''), 'aria-label': 'Stages: now ' + word(entry.state)},
        stages(entry).map(({stage, mood, time}) =>
            h(
                'li',
                {
                    class: mood,
                    title: word(stage) + (time ? ' ' + clockTime(time) : ''),
                    'aria-current': mood === 'here' ? 'step' : null,
                },
                h('span', null, SHORT[stage] ?? word(stage)),
                time ? h('time', null, clockTime(time)) : null,
            ),
        ),
    );
    return small ? track : scrollable(track);
}

/** What a command does, as one phrase. */
export function actionPhrase(proposal) {
    return word(proposal.action) + ' ' + proposal.workloadId;
}

/** A table from columns {label, hidden, cell, number, class}; rows are kept by the caller. */
export function table(label, columns, properties) {
    const body = h('tbody');
    const element = scrollable(
        h(
            'div',
            {class: 'scroll', role: 'group', 'aria-label': label},
            h(
                'table',
                {'aria-label': label, ...properties},
                h(
                    'thead',
                    null,
                    h(
                        'tr',
                        null,
                        columns.map(c =>
                            h(
                                'th',
                                {scope: 'col', class: c.number ? 'number' : null},
                                c.hidden ? h('span', {class: 'visually-hidden'}, c.label) : c.label,
                            ),
                        ),
                    ),
                ),
                body,
            ),
        ),
    );
    const row = (item, attributes) =>
        h(
            'tr',
            attributes,
            columns.map(c =>
                h('td', {class: [c.number && 'number', c.class].filter(Boolean).join(' ') || null}, c.cell(item)),
            ),
        );
    return {element, body, row};
}

/** Buttons of which one is pressed. */
export function segments(label, options, chosen, choose) {
    const buttons = options.map(([value, name]) =>
        h(
            'button',
            {
                type: 'button',
                'aria-pressed': String(value === chosen),
                onclick: event => {
                    for (const button of buttons)
                        button.setAttribute('aria-pressed', String(button === event.currentTarget));
                    choose(value);
                },
            },
            name,
        ),
    );
    return h('div', {class: 'segments', role: 'group', 'aria-label': label}, buttons);
}

/** A button of a deed: it stays where it is for whom may not do it, and says why not. */
export function gate(button, role) {
    const reason = whyNot(role);
    if (reason) {
        button.setAttribute('aria-disabled', 'true');
        button.title = reason;
    } else {
        button.removeAttribute('aria-disabled');
        button.removeAttribute('title');
    }
    return button;
}

/** The same for every button in an element. */
export function gateAll(element, role) {
    element.querySelectorAll('button').forEach(button => gate(button, role));
    return element;
}

/** What else was weighed, as a table. */
export function alternativesTable(alternatives) {
    if (!alternatives?.length) return h('p', {class: 'muted small'}, 'Nothing else was possible.');
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
    grid.body.append(...alternatives.map(a => grid.row(a)));
    return grid.element;
}
