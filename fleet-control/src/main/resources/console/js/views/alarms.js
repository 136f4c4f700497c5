/** The alarm desk: worst first, everything by keyboard, an acknowledgement only for the level that was seen. */

import * as clock from '../clock.js';
import {h, keyed, set, text} from '../dom.js';
import {away, clockTime, figure, LEVELS, millis, moment, number, plural, quantity, rank, word} from '../format.js';
import {foldIncidents} from '../incidents.js';
import {gateAll, kindBadge, levelBadge, nodeLink, segments, stateTag, table} from '../parts.js';
import {on, state} from '../store.js';
import {deeds, REACHES} from './deeds.js';

const ROWS = 200;
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
    const {acknowledge, shelve, unshelve, own, note, service, acknowledgeIncident, shelveIncident, ownIncident, noteIncident} = deeds(
        key => marked.delete(key) && show(),
    );
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
            return gateAll(
                h(
                    'div',
                    {class: 'row-actions'},
                    h('button', {type: 'button', tabindex: -1, onclick: () => service([alarm])}, 'Return to service'),
                ),
                'operator',
            );
        const row = h(
            'div',
            {class: 'row-actions'},
            acknowledges
                ? h('button', {type: 'button', tabindex: -1, onclick: () => acknowledge([alarm])}, 'Acknowledge')
                : null,
            alarm.state === 'SHELVED'
                ? h('button', {type: 'button', tabindex: -1, onclick: () => unshelve([alarm])}, 'Unshelve')
                : h('button', {type: 'button', tabindex: -1, onclick: () => shelve([alarm])}, 'Shelve'),
        );
        return gateAll(row, 'operator');
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
                h(
                    'div',
                    {class: 'muted small'},
                    incident.level === 'IN_LIMITS' ? `all back to normal, was ${word(incident.worst)}: ` : 'worst: ',
                    incident.example,
                ),
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
                h('span', {class: 'tag' + (incident.unacknowledged ? ' strong' : '')}, `${number(incident.unacknowledged)} unseen`),
                h('div', {class: 'muted small nowrap'}, `of ${number(incident.open)} open`),
            ),
            h(
                'td',
                {class: 'act'},
                gateAll(
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
                  'operator',
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
