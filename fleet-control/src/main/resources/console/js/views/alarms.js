/** The alarm desk: worst first, everything by keyboard, an acknowledgement only for the level that was seen. */

import * as clock from '../clock.js';
import {post} from '../api.js';
import {ask, report, toast} from '../dialog.js';
import {h, keyed, set, text} from '../dom.js';
import {away, LEVELS, millis, moment, plural, quantity, rank, word} from '../format.js';
import {levelBadge, nodeLink, segments, stateTag, table} from '../parts.js';
import {on, settled, state, takeAlarms} from '../store.js';

const ROWS = 200;
const STORM = 12;
const SHELVES = [
    ['900', '15 minutes'],
    ['3600', '1 hour'],
    ['14400', '4 hours'],
    ['43200', '12 hours'],
    ['86400', '24 hours'],
];
const STANDS = {
    open: a => a.state === 'ACTIVE' || a.state === 'ACKNOWLEDGED',
    ACTIVE: a => a.state === 'ACTIVE',
    ACKNOWLEDGED: a => a.state === 'ACKNOWLEDGED',
    SHELVED: a => a.state === 'SHELVED',
    all: () => true,
};
const RANK_OF_STATE = {ACTIVE: 0, RETURNED: 1, ACKNOWLEDGED: 2, SHELVED: 3};

const severity = alarm => rank(LEVELS, alarm.level);

function compare(a, b) {
    return (
        (RANK_OF_STATE[a.state] ?? 4) - (RANK_OF_STATE[b.state] ?? 4) ||
        severity(b) - severity(a) ||
        millis(b.time) - millis(a.time) ||
        a.alarmKey.localeCompare(b.alarmKey)
    );
}

export function mount(root, [wanted]) {
    let stand = 'open';
    let filter = '';
    let limit = ROWS;
    let chosen = wanted ?? null;
    let rows = [];
    const marked = new Set();
    const opened = new Set();

    const search = h('input', {
        type: 'search',
        placeholder: 'Filter: node, rule, words',
        'aria-label': 'Filter alarms',
        'aria-keyshortcuts': '/',
        oninput: event => {
            filter = event.target.value.trim().toLowerCase();
            show();
        },
    });
    const note = h('p', {class: 'muted', role: 'status'});
    const grid = table(
        'Alarms',
        [
            {label: 'Level', cell: a => levelBadge(a.level)},
            {label: 'Node', cell: a => nodeLink(a.nodeId)},
            {label: 'What', cell: what, class: 'wide'},
            {label: 'Value', cell: a => quantity(a.value, a.unit), number: true},
            {label: 'Limit', cell: a => quantity(a.limit, a.unit), number: true},
            {
                label: 'Since',
                cell: a =>
                    h('time', {
                        class: 'ago nowrap',
                        'data-at': millis(a.raisedAt ?? a.time),
                        title: moment(millis(a.raisedAt ?? a.time), clock.now()),
                    }),
            },
            {label: 'State', cell: standing},
            {label: 'Actions', hidden: true, cell: actions, class: 'act'},
        ],
        {role: 'treegrid'},
    );
    const nothing = h('div');
    const more = h('div', {class: 'more'});
    root.append(
        h(
            'div',
            {class: 'bar'},
            h('h1', null, 'Alarms'),
            search,
            segments(
                'State',
                [
                    ['open', 'Open'],
                    ['ACTIVE', 'Unacknowledged'],
                    ['ACKNOWLEDGED', 'Acknowledged'],
                    ['SHELVED', 'Shelved'],
                    ['all', 'All'],
                ],
                stand,
                value => {
                    stand = value;
                    show();
                },
            ),
        ),
        h('section', {class: 'panel desk'}, grid.element, nothing, more),
        h(
            'div',
            {class: 'hint'},
            note,
            h(
                'p',
                {class: 'muted keys'},
                h('kbd', null, 'j'),
                ' ',
                h('kbd', null, 'k'),
                ' move  ',
                h('kbd', null, 'a'),
                ' acknowledge  ',
                h('kbd', null, 's'),
                ' shelve  ',
                h('kbd', null, 'x'),
                ' mark  ',
                h('kbd', null, 'Enter'),
                ' node  ',
                h('kbd', null, '?'),
                ' all keys',
            ),
        ),
    );

    function what(alarm) {
        return [
            alarm.message,
            alarm.historical ? h('span', {class: 'tag'}, 'Found in late data') : null,
            h(
                'div',
                {class: 'muted small'},
                h('span', {class: 'mono'}, alarm.ruleId),
                alarm.context && alarm.context !== 'ANY' ? ' · ' + word(alarm.context) : '',
                alarm.occurrence > 1 ? ` · ${alarm.occurrence} times` : '',
            ),
        ];
    }

    function standing(alarm) {
        const by =
            alarm.state === 'ACKNOWLEDGED'
                ? alarm.acknowledgedBy
                : alarm.state === 'SHELVED' && alarm.shelvedUntil
                  ? 'until ' + moment(millis(alarm.shelvedUntil), clock.now())
                  : null;
        return [
            stateTag(alarm.state),
            by ? h('div', {class: 'muted small'}, by) : null,
            alarm.note ? h('div', {class: 'muted small'}, '“' + alarm.note + '”') : null,
        ];
    }

    function actions(alarm) {
        const acknowledges = alarm.state === 'ACTIVE' || alarm.state === 'RETURNED';
        return h(
            'div',
            {class: 'row-actions'},
            acknowledges
                ? h('button', {type: 'button', tabindex: -1, onclick: () => acknowledge([alarm])}, 'Acknowledge')
                : null,
            alarm.state === 'SHELVED'
                ? h('button', {type: 'button', tabindex: -1, onclick: () => unshelve([alarm])}, 'Unshelve')
                : h('button', {type: 'button', tabindex: -1, onclick: () => shelve([alarm])}, 'Shelve'),
        );
    }

    const line = alarm =>
        grid.row(alarm, {
            class: 'pick' + (alarm.state === 'ACTIVE' ? '' : ' done'),
            tabindex: alarm.alarmKey === chosen ? 0 : -1,
            'aria-selected': String(alarm.alarmKey === chosen),
            'data-testid': 'alarm-row',
            onclick: () => choose(alarm.alarmKey, false),
            onfocus: event => event.target === event.currentTarget && choose(alarm.alarmKey, false),
        });

    const stormLine = storm =>
        h(
            'tr',
            {
                class: 'pick storm',
                tabindex: storm.alarmKey === chosen ? 0 : -1,
                'aria-selected': String(storm.alarmKey === chosen),
                'aria-expanded': String(opened.has(storm.rule)),
                onclick: () => choose(storm.alarmKey, false),
            },
            h('td', null, levelBadge(storm.level)),
            h('td', null, plural(storm.members.length, 'node')),
            h(
                'td',
                {class: 'wide'},
                h('strong', null, storm.rule),
                ' on ',
                plural(storm.members.length, 'node'),
                ': one incident',
                h('div', {class: 'muted small'}, 'worst: ', storm.members[0].message),
            ),
            h(
                'td',
                {colspan: 4},
                h(
                    'button',
                    {type: 'button', onclick: () => unfold(storm.rule)},
                    opened.has(storm.rule) ? 'Fold' : 'Show each',
                ),
            ),
            h(
                'td',
                {class: 'act'},
                h(
                    'div',
                    {class: 'row-actions'},
                    h('button', {type: 'button', onclick: () => acknowledge(storm.members)}, 'Acknowledge all'),
                    h('button', {type: 'button', onclick: () => shelve(storm.members)}, 'Shelve all'),
                ),
            ),
        );

    function unfold(rule) {
        if (!opened.delete(rule)) opened.add(rule);
        show();
    }

    /** Many alarms of one rule are one incident with a count, until somebody unfolds it. */
    function gather(alarms) {
        const byRule = new Map();
        for (const alarm of alarms) {
            if (alarm.state !== 'ACTIVE') continue;
            if (!byRule.has(alarm.ruleId)) byRule.set(alarm.ruleId, []);
            byRule.get(alarm.ruleId).push(alarm);
        }
        const result = [];
        const placed = new Set();
        for (const alarm of alarms) {
            const members = alarm.state === 'ACTIVE' ? byRule.get(alarm.ruleId) : [alarm];
            if (members.length >= STORM) {
                if (!placed.has(alarm.ruleId)) {
                    placed.add(alarm.ruleId);
                    result.push({
                        storm: true,
                        alarmKey: 'storm ' + alarm.ruleId,
                        rule: alarm.ruleId,
                        level: alarm.level,
                        members,
                    });
                }
                if (!opened.has(alarm.ruleId)) continue;
            }
            result.push(alarm);
        }
        return result;
    }

    function show() {
        const fits = a =>
            !filter ||
            `${a.nodeId} ${a.ruleId} ${a.message} ${a.level} ${a.acknowledgedBy ?? ''}`.toLowerCase().includes(filter);
        const alarms = [...state.alarms.values()].filter(a => STANDS[stand](a) && fits(a)).sort(compare);
        const all = gather(alarms);
        rows = all.slice(0, limit);
        if (!rows.some(r => r.alarmKey === chosen)) chosen = rows[0]?.alarmKey ?? null;
        keyed(
            grid.body,
            rows,
            r => r.alarmKey,
            r =>
                JSON.stringify(
                    r.storm
                        ? [r.level, r.members.length, r.members[0].message, opened.has(r.rule)]
                        : [
                              r.level,
                              r.state,
                              r.message,
                              r.value,
                              r.shelvedUntil,
                              r.acknowledgedBy,
                              r.note,
                              r.occurrence,
                              marked.has(r.alarmKey),
                          ],
                ),
            r => {
                const row = r.storm ? stormLine(r) : line(r);
                if (marked.has(r.alarmKey)) row.classList.add('marked');
                return row;
            },
        );
        point();
        showAges();
        const unseen = alarms.filter(a => a.state === 'ACTIVE').length;
        text(
            note,
            `${plural(alarms.length, 'alarm')} shown, ${unseen} unacknowledged` +
                (marked.size ? `, ${marked.size} marked` : ''),
        );
        set(
            more,
            all.length > rows.length &&
                h(
                    'button',
                    {
                        type: 'button',
                        onclick: () => {
                            limit += ROWS;
                            show();
                        },
                    },
                    `Show ${Math.min(ROWS, all.length - rows.length)} more of ${all.length - rows.length}`,
                ),
        );
        set(
            nothing,
            rows.length === 0 &&
                (filter || stand !== 'open'
                    ? h(
                          'div',
                          {class: 'empty'},
                          h('strong', null, 'No alarm fits'),
                          'Clear the filter or choose another state.',
                      )
                    : h(
                          'div',
                          {class: 'empty'},
                          h('strong', null, 'No open alarm'),
                          'Every reading is within its limits, or its alarm is shelved.',
                      )),
        );
    }

    function showAges() {
        const now = clock.now();
        for (const element of grid.body.querySelectorAll('.ago')) text(element, away(Number(element.dataset.at), now));
    }

    /** Moves the marker without touching the rows themselves. */
    function point() {
        for (const row of grid.body.children) {
            const here = row.dataset.key === chosen;
            row.setAttribute('aria-selected', String(here));
            row.tabIndex = here ? 0 : -1;
        }
    }

    function choose(key, focus = true) {
        chosen = key;
        point();
        if (focus) grid.body.querySelector('[aria-selected="true"]')?.focus();
    }

    function step(by) {
        const at = rows.findIndex(r => r.alarmKey === chosen);
        const next = rows[Math.min(Math.max(at + by, 0), rows.length - 1)];
        if (next) choose(next.alarmKey);
        return true;
    }

    function subject() {
        if (marked.size) return [...marked].map(key => state.alarms.get(key)).filter(Boolean);
        const row = rows.find(r => r.alarmKey === chosen);
        return row ? (row.members ?? [row]) : [];
    }

    /** The same deed on several alarms, a few at a time; the first refusal stops and says how far it came. */
    async function each(alarms, verb, body) {
        let done = 0;
        for (const alarm of alarms) {
            try {
                const answer = await post(`alarms/${encodeURIComponent(alarm.alarmKey)}/${verb}`, body(alarm));
                if (answer?.alarmKey) takeAlarms(answer);
                done++;
                marked.delete(alarm.alarmKey);
            } catch (error) {
                if (done) error.message += ` (${done} of ${alarms.length} were done.)`;
                throw error;
            }
        }
        show();
    }

    const none = (alarms, ...states) => alarms.every(a => !states.includes(state.alarms.get(a.alarmKey)?.state));

    const naming = alarms =>
        alarms.length === 1
            ? `${alarms[0].nodeId}: ${alarms[0].message}`
            : `${alarms.length} alarms, worst ${word(alarms.map(a => a.level).sort((a, b) => rank(LEVELS, b) - rank(LEVELS, a))[0]).toLowerCase()}`;

    function acknowledge(alarms) {
        const open = alarms.filter(a => a.state === 'ACTIVE' || a.state === 'RETURNED');
        if (open.length === 0) return toast('Nothing here waits for an acknowledgement.');
        return ask({
            title: open.length === 1 ? 'Acknowledge this alarm?' : `Acknowledge ${open.length} alarms?`,
            confirm: 'Acknowledge',
            intro: `${naming(open)}. It holds for the level seen now: if it gets worse, it asks again.`,
            act: values =>
                each(open, 'acknowledge', a => ({operator: values.operator, reason: values.reason, level: a.level})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(open, 'ACTIVE', 'RETURNED')),
                    open.length === 1 ? `Acknowledged: ${open[0].alarmKey}` : `${open.length} alarms acknowledged.`,
                ),
        );
    }

    function shelve(alarms) {
        return ask({
            title: alarms.length === 1 ? 'Shelve this alarm?' : `Shelve ${alarms.length} alarms?`,
            confirm: 'Shelve',
            intro: `${naming(alarms)}. It stays quiet until the time runs out or it gets worse.`,
            fields: [
                {
                    name: 'seconds',
                    label: 'For how long',
                    options: SHELVES,
                    value: '3600',
                    hint: 'Fleet time; it comes back by itself.',
                },
            ],
            act: values =>
                each(alarms, 'shelve', () => ({
                    operator: values.operator,
                    reason: values.reason,
                    until: new Date(clock.now() + Number(values.seconds) * 1000).toISOString(),
                })),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(alarms, 'ACTIVE', 'ACKNOWLEDGED', 'RETURNED')),
                    alarms.length === 1 ? `Shelved: ${alarms[0].alarmKey}` : `${alarms.length} alarms shelved.`,
                ),
        );
    }

    function unshelve(alarms) {
        return ask({
            title: 'Take it off the shelf?',
            confirm: 'Unshelve',
            intro: naming(alarms),
            act: values => each(alarms, 'unshelve', () => ({operator: values.operator, reason: values.reason})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(alarms, 'SHELVED')),
                    'Off the shelf.',
                ),
        );
    }

    const KEYS = {
        j: () => step(1),
        ArrowDown: () => step(1),
        k: () => step(-1),
        ArrowUp: () => step(-1),
        a: () => acknowledge(subject()),
        s: () => subject().length && shelve(subject()),
        u: () => subject().some(x => x.state === 'SHELVED') && unshelve(subject().filter(x => x.state === 'SHELVED')),
        x() {
            if (!chosen || chosen.startsWith('storm ')) return;
            if (!marked.delete(chosen)) marked.add(chosen);
            show();
        },
        Enter() {
            const row = rows.find(r => r.alarmKey === chosen);
            if (row?.storm) unfold(row.rule);
            else if (row) location.hash = '#/nodes/' + encodeURIComponent(row.nodeId);
        },
    };

    const stops = [on('alarms', show)];
    show();
    return {
        tick: showAges,
        key(event) {
            if (event.key === 'Enter' && event.target.closest('a, button')) return false;
            if (!KEYS[event.key]) return false;
            KEYS[event.key]();
            return true;
        },
        destroy: () => stops.forEach(stop => stop()),
    };
}
