/** The alarm desk: worst first, everything by keyboard, an acknowledgement only for the level that was seen. */

import * as clock from '../clock.js';
import {post} from '../api.js';
import {ask, report, toast} from '../dialog.js';
import {h, keyed, set, text} from '../dom.js';
import {away, clockTime, figure, LEVELS, millis, moment, plural, quantity, rank, word} from '../format.js';
import {foldIncidents} from '../incidents.js';
import {kindBadge, levelBadge, nodeLink, segments, stateTag, table} from '../parts.js';
import {on, settled, state, takeAlarms} from '../store.js';

const ROWS = 200;
const SHELVES = [
    ['900', '15 minutes'],
    ['3600', '1 hour'],
    ['14400', '4 hours'],
    ['43200', '12 hours'],
    ['86400', '24 hours'],
];
const unseen = a => a.state === 'ACTIVE' || a.state === 'RETURNED';
const STANDS = {
    open: a => unseen(a) || a.state === 'ACKNOWLEDGED',
    unseen,
    ACKNOWLEDGED: a => a.state === 'ACKNOWLEDGED',
    SHELVED: a => a.state === 'SHELVED',
    OUT_OF_SERVICE: a => a.state === 'OUT_OF_SERVICE',
    all: () => true,
};
const RANK_OF_STATE = {ACTIVE: 0, RETURNED: 1, ACKNOWLEDGED: 2, SHELVED: 3, OUT_OF_SERVICE: 4};

const severity = alarm => rank(LEVELS, alarm.level);

function compare(a, b) {
    return (
        (RANK_OF_STATE[a.state] ?? 5) - (RANK_OF_STATE[b.state] ?? 5) ||
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
    const tally = h('p', {class: 'muted', role: 'status'});
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
                    ['unseen', 'Unacknowledged'],
                    ['ACKNOWLEDGED', 'Acknowledged'],
                    ['SHELVED', 'Shelved'],
                    ['OUT_OF_SERVICE', 'Out of service'],
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
            tally,
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
                h('kbd', null, 'o'),
                ' take over  ',
                h('kbd', null, 'n'),
                ' note  ',
                h('kbd', null, 'x'),
                ' mark  ',
                h('kbd', null, 'Enter'),
                ' open  ',
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
                alarm.persistence > 1
                    ? ` · raised after ${plural(alarm.persistence, 'frame')} outside` +
                          (alarm.hysteresis > 0 ? `, back ${figure(alarm.hysteresis)} inside` : '')
                    : '',
                rank(LEVELS, alarm.worstLevel) > severity(alarm) ? ` · was ${word(alarm.worstLevel)}` : '',
            ),
            (alarm.notes ?? []).slice(-2).map(left =>
                h(
                    'div',
                    {class: 'small handover'},
                    h('span', {class: 'muted'}, `${left.author}, ${clockTime(millis(left.time), false)}: `),
                    left.text,
                ),
            ),
        ];
    }

    function standing(alarm) {
        const by =
            alarm.state === 'ACKNOWLEDGED'
                ? alarm.acknowledgedBy
                : alarm.state === 'SHELVED' && alarm.shelvedUntil
                  ? 'until ' + moment(millis(alarm.shelvedUntil), clock.now())
                  : alarm.state === 'OUT_OF_SERVICE'
                    ? alarm.outOfServiceBy
                    : null;
        return [
            stateTag(alarm.state),
            alarm.owner ? h('div', {class: 'small'}, 'owner ', h('strong', null, alarm.owner)) : null,
            by ? h('div', {class: 'muted small'}, by) : null,
            alarm.note ? h('div', {class: 'muted small'}, '“' + alarm.note + '”') : null,
        ];
    }

    function actions(alarm) {
        const acknowledges = unseen(alarm);
        if (alarm.state === 'OUT_OF_SERVICE')
            return h(
                'div',
                {class: 'row-actions'},
                h('button', {type: 'button', tabindex: -1, onclick: () => service([alarm])}, 'Return to service'),
            );
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
            class: 'pick' + (unseen(alarm) ? '' : ' done'),
            tabindex: alarm.alarmKey === chosen ? 0 : -1,
            'aria-selected': String(alarm.alarmKey === chosen),
            'data-testid': 'alarm-row',
            onclick: () => choose(alarm.alarmKey, false),
            onfocus: event => event.target === event.currentTarget && choose(alarm.alarmKey, false),
        });

    const REACHES = {
        NODE: () => 'on one node',
        PLANE: i => `on ${plural(i.nodes, 'node')} of plane ${i.place}`,
        FLEET: i => `on ${plural(i.nodes, 'node')} across the fleet`,
    };

    /** One row for an incident: how far it reaches, since when, and how much of it nobody has seen. */
    const incidentLine = ({incident, alarmKey}) =>
        h(
            'tr',
            {
                class: 'pick storm' + (incident.unacknowledged ? '' : ' done'),
                tabindex: alarmKey === chosen ? 0 : -1,
                'aria-selected': String(alarmKey === chosen),
                'aria-expanded': String(opened.has(alarmKey)),
                'data-testid': 'incident-row',
                onclick: () => choose(alarmKey, false),
                onfocus: event => event.target === event.currentTarget && choose(alarmKey, false),
            },
            h('td', null, levelBadge(incident.level)),
            h('td', {class: 'nowrap'}, h('strong', null, plural(incident.nodes, 'node'))),
            h(
                'td',
                {class: 'wide'},
                h('strong', null, incident.ruleId),
                ' ',
                REACHES[incident.scope](incident),
                ': one incident',
                incident.hazard ? [' ', kindBadge(incident.hazard)] : null,
                h('div', {class: 'muted small'}, 'worst: ', incident.example),
            ),
            h(
                'td',
                {colspan: 2, class: 'number'},
                h(
                    'button',
                    {type: 'button', tabindex: -1, onclick: () => unfold(alarmKey)},
                    opened.has(alarmKey) ? 'Fold' : 'Show each',
                ),
            ),
            h(
                'td',
                null,
                h('time', {
                    class: 'ago nowrap',
                    'data-at': millis(incident.firstRaised),
                    title: moment(millis(incident.firstRaised), clock.now()),
                }),
            ),
            h(
                'td',
                null,
                h('span', {class: 'tag' + (incident.unacknowledged ? ' strong' : '')}, `${incident.unacknowledged} unseen`),
                h('div', {class: 'muted small nowrap'}, `of ${incident.open} open`),
            ),
            h(
                'td',
                {class: 'act'},
                h(
                    'div',
                    {class: 'row-actions'},
                    incident.unacknowledged
                        ? h(
                              'button',
                              {type: 'button', tabindex: -1, onclick: () => acknowledgeIncident(incident)},
                              'Acknowledge all',
                          )
                        : null,
                    h('button', {type: 'button', tabindex: -1, onclick: () => shelveIncident(incident)}, 'Shelve all'),
                ),
            ),
        );

    function unfold(id) {
        if (!opened.delete(id)) opened.add(id);
        show();
    }

    function show() {
        const fits = a =>
            !filter ||
            `${a.nodeId} ${a.ruleId} ${a.message} ${a.level} ${a.acknowledgedBy ?? ''}`.toLowerCase().includes(filter);
        const alarms = [...state.alarms.values()].filter(a => STANDS[stand](a) && fits(a)).sort(compare);
        // Who looks for something wants to see it, not the incident that it is in.
        const all = filter ? alarms : foldIncidents(alarms, opened);
        rows = all.slice(0, limit);
        if (!rows.some(r => r.alarmKey === chosen)) chosen = rows[0]?.alarmKey ?? null;
        keyed(
            grid.body,
            rows,
            r => r.alarmKey,
            r =>
                JSON.stringify(
                    r.incident
                        ? [r.incident, opened.has(r.alarmKey)]
                        : [
                              r.level,
                              r.state,
                              r.message,
                              r.value,
                              r.shelvedUntil,
                              r.acknowledgedBy,
                              r.note,
                              r.owner,
                              r.notes,
                              r.worstLevel,
                              r.occurrence,
                              marked.has(r.alarmKey),
                          ],
                ),
            r => {
                const row = r.incident ? incidentLine(r) : line(r);
                if (marked.has(r.alarmKey)) row.classList.add('marked');
                return row;
            },
        );
        point();
        showAges();
        const waiting = alarms.filter(unseen).length;
        text(
            tally,
            `${plural(alarms.length, 'alarm')} shown, ${waiting} unacknowledged` +
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

    /** What the next key is about: the marked alarms, else the chosen row. */
    function subject() {
        if (marked.size) return [...marked].map(key => state.alarms.get(key)).filter(Boolean);
        const row = rows.find(r => r.alarmKey === chosen);
        return row && !row.incident ? [row] : [];
    }

    /** The incident that the next key is about, if it is one. */
    const incident = () => (marked.size ? null : (rows.find(r => r.alarmKey === chosen)?.incident ?? null));

    /** One deed on a whole incident, for what the person has seen of it: `seen` is the last change that reached this desk. */
    function onIncident(one, verb, question, after) {
        return ask({
            ...question,
            intro: `${one.ruleId}, ${REACHES[one.scope](one)}. ${question.intro}`,
            act: values =>
                post(`incidents/${encodeURIComponent(one.incidentId)}/${verb}`, {
                    operator: values.operator,
                    reason: values.reason,
                    seen: one.changed,
                    ...question.extra?.(values),
                }),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => after(state.incidents.get(one.incidentId))),
                    `${question.said} ${plural(one.open, 'alarm')} of ${one.ruleId}.`,
                ),
        );
    }

    const membersOf = one => [...state.alarms.values()].filter(a => a.incidentId === one.incidentId);

    const acknowledgeIncident = one =>
        one.unacknowledged === 0
            ? toast('Every alarm of this incident is acknowledged.')
            : onIncident(
                  one,
                  'acknowledge',
                  {
                      title: `Acknowledge ${plural(one.unacknowledged, 'alarm')}?`,
                      confirm: 'Acknowledge all',
                      intro: 'Each holds for the level it has now: what gets worse, or is raised after what you see here, asks again.',
                      said: 'Acknowledged:',
                  },
                  now => !now || now.unacknowledged < one.unacknowledged,
              );

    const shelveIncident = one =>
        onIncident(
            one,
            'shelve',
            {
                title: `Shelve ${plural(one.open, 'alarm')}?`,
                confirm: 'Shelve all',
                intro: 'Each stays quiet until the time runs out or it gets worse.',
                fields: [shelfField()],
                extra: shelfUntil,
                said: 'Shelved:',
            },
            now => !now || now.open < one.open,
        );

    const shelfField = () => ({
        name: 'seconds',
        label: 'For how long',
        options: SHELVES,
        value: '3600',
        hint: 'Fleet time; it comes back by itself.',
    });
    const shelfUntil = values => ({until: new Date(clock.now() + Number(values.seconds) * 1000).toISOString()});

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
            fields: [shelfField()],
            act: values =>
                each(alarms, 'shelve', () => ({
                    operator: values.operator,
                    reason: values.reason,
                    ...shelfUntil(values),
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

    /** Who answers for it: the operator himself, or whom he names. */
    function own(alarms) {
        if (alarms.length === 0) return null;
        let owner = '';
        return ask({
            title: alarms.length === 1 ? 'Who answers for this alarm?' : `Who answers for ${alarms.length} alarms?`,
            confirm: 'Hand over',
            intro: `${naming(alarms)}.`,
            fields: [
                {
                    name: 'owner',
                    label: 'Owner',
                    required: false,
                    placeholder: 'you, if you leave it empty',
                    hint: 'An owner stays until somebody else takes over.',
                },
            ],
            act: values => {
                owner = values.owner || values.operator;
                return each(alarms, 'own', () => ({operator: values.operator, reason: values.reason, owner}));
            },
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => alarms.every(a => (state.alarms.get(a.alarmKey)?.owner ?? owner) === owner)),
                    `${owner} answers for it.`,
                ),
        );
    }

    const ownIncident = one =>
        onIncident(
            one,
            'own',
            {title: 'Take this incident over?', confirm: 'Take over', intro: 'You answer for every alarm of it.', said: 'You answer for'},
            () => membersOf(one).every(a => a.owner),
        );

    function note(alarms) {
        if (alarms.length === 0) return null;
        const before = new Map(alarms.map(a => [a.alarmKey, a.notes?.length ?? 0]));
        return ask({
            title: 'Leave a note',
            confirm: 'Leave it',
            reason: 'What the next shift should know',
            intro: `${naming(alarms)}. What you write stays at the alarm and in the audit.`,
            act: values => each(alarms, 'note', () => ({operator: values.operator, reason: values.reason})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () =>
                        [...before].every(([key, n]) => {
                            const held = state.alarms.get(key)?.notes;
                            return !held || held.length > n || held.length === 20;
                        }),
                    ),
                    'The note is at the alarm.',
                ),
        );
    }

    const noteIncident = one =>
        onIncident(
            one,
            'note',
            {title: 'Leave a note at every alarm?', confirm: 'Leave it', intro: 'It stays there and in the audit.', said: 'Noted at'},
            () => membersOf(one).every(a => a.notes?.length),
        );

    /** Out of service, or back, by what the first of them is. */
    function service(alarms) {
        if (alarms.length === 0) return null;
        const back = alarms[0].state === 'OUT_OF_SERVICE';
        const same = alarms.filter(a => (a.state === 'OUT_OF_SERVICE') === back);
        return ask({
            title: back ? 'Return it to service?' : 'Take it out of service?',
            confirm: back ? 'Return to service' : 'Take out of service',
            danger: !back,
            intro:
                `${naming(same)}. ` +
                (back
                    ? 'It stands on the desk again as its condition is now.'
                    : 'It stays off the desk however bad it gets, without an end, until somebody returns it.'),
            act: values =>
                each(same, back ? 'return-to-service' : 'out-of-service', () => ({
                    operator: values.operator,
                    reason: values.reason,
                })),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () =>
                        same.every(a => (state.alarms.get(a.alarmKey)?.state === 'OUT_OF_SERVICE') !== back),
                    ),
                    back ? 'Back in service.' : 'Out of service.',
                ),
        );
    }

    const KEYS = {
        j: () => step(1),
        ArrowDown: () => step(1),
        k: () => step(-1),
        ArrowUp: () => step(-1),
        a: () => (incident() ? acknowledgeIncident(incident()) : acknowledge(subject())),
        s: () => (incident() ? shelveIncident(incident()) : subject().length && shelve(subject())),
        o: () => (incident() ? ownIncident(incident()) : own(subject())),
        n: () => (incident() ? noteIncident(incident()) : note(subject())),
        m: () => service(subject()),
        u: () => subject().some(x => x.state === 'SHELVED') && unshelve(subject().filter(x => x.state === 'SHELVED')),
        x() {
            if (!chosen || incident()) return;
            if (!marked.delete(chosen)) marked.add(chosen);
            show();
        },
        Enter() {
            const row = rows.find(r => r.alarmKey === chosen);
            if (row?.incident) unfold(row.alarmKey);
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
