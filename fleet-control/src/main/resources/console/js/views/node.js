/** One node: what it is, how it is, hours of its readings with limits and hazards, and what stands against its name. */

import * as clock from '../clock.js';
import {get} from '../api.js';
import {h, scrollable, set} from '../dom.js';
import {
    away,
    clockTime,
    CONTACTS,
    figure,
    ILLUMINATIONS,
    KINDS,
    millis,
    number,
    percent,
    plural,
    rank,
    span,
    watts,
    word,
} from '../format.js';
import {
    actionPhrase,
    commandLink,
    kindBadge,
    levelBadge,
    marginOf,
    marginSpan,
    segments,
    stageTrack,
    stateTag,
    table,
} from '../parts.js';
import {limitsOf, plot} from '../plots.js';
import {idOf, isClosed, on, state} from '../store.js';

const HOUR = 3_600_000;
const REREAD_MILLIS = 10_000;
const REPLOT_MILLIS = 30_000;
const PLOTS = [
    {
        title: 'Power',
        unit: 'W',
        fields: [
            ['solarPowerWatts', 'Solar array'],
            ['loadPowerWatts', 'Load'],
            ['batteryPowerWatts', 'Battery'],
        ],
    },
    {title: 'Battery charge', unit: '1', fields: [['batteryChargeRatio', 'Charge']]},
    {
        title: 'Temperatures',
        unit: 'Cel',
        fields: [
            ['gpuTemperatureMaxCelsius', 'Hottest GPU'],
            ['radiatorTemperatureCelsius', 'Radiator'],
            ['coldPlateTemperatureCelsius', 'Cold plate'],
            ['cpuTemperatureCelsius', 'CPU'],
        ],
    },
    {
        title: 'Work',
        unit: '1',
        fields: [
            ['gpuUtilisationMeanRatio', 'GPU'],
            ['cpuUtilisationRatio', 'CPU'],
            ['memoryUsedRatio', 'Memory'],
        ],
    },
    {
        title: 'Memory errors',
        unit: '',
        counter: true,
        fields: [
            ['correctedErrors', 'Corrected'],
            ['uncorrectedErrors', 'Uncorrected'],
        ],
    },
];
const SHARED_PLOT = ['WARNING', 'CRITICAL'];
const SUN = 'sunSensorRatio';
const FIELDS = [...PLOTS.flatMap(p => p.fields.map(([field]) => field)), SUN];

/** Increments of a counter; a fall is a reset and counts from zero. */
function increments(values) {
    return values.map((value, i) => {
        const before = values[i - 1];
        if (i === 0 || value === null || before === null || before === undefined) return null;
        return value < before ? value : value - before;
    });
}

/** The spans in which a test holds. */
function spansWhere(times, values, holds) {
    const spans = [];
    let begun = null;
    times.forEach((t, i) => {
        const inside = values[i] !== null && holds(values[i]);
        if (inside && begun === null) begun = t;
        if (!inside && begun !== null) {
            spans.push([begun, t]);
            begun = null;
        }
    });
    if (begun !== null) spans.push([begun, times.at(-1)]);
    return spans;
}

export function mount(root, [id]) {
    let hours = 3;
    let node = null;
    let rules = [];
    let history = null;
    let plots = [];
    let readAt = -Infinity;
    let plottedAt = -Infinity;
    let gone = false;
    const abort = new AbortController();

    const head = h('div', {class: 'bar node-head'}, h('h1', {class: 'mono'}, id));
    const tiles = scrollable(h('dl', {class: 'figures', 'data-testid': 'readings', 'aria-label': 'Newest readings'}));
    const graphs = h('div', {class: 'plots', 'data-testid': 'plots'}, h('p', {class: 'empty'}, 'Reading the history …'));
    const hazards = h('div', {'data-testid': 'node-hazards'});
    const alarms = h('ul', {class: 'feed'});
    const commands = h('ul', {class: 'feed'});
    const workloads = h('div');
    const wear = h('div', {'data-testid': 'node-wear'});
    const spec = h('dl', {class: 'facts'});
    const panel = (title, ...content) =>
        h('section', {class: 'panel'}, h('header', null, h('h2', null, title)), ...content);
    const badges = h('span', {class: 'badges'});
    head.append(
        badges,
        segments(
            'Hours of history',
            [
                [1, '1 h'],
                [3, '3 h'],
                [12, '12 h'],
                [24, '24 h'],
            ],
            hours,
            value => {
                hours = value;
                replot();
            },
        ),
    );
    root.append(
        head,
        tiles,
        h(
            'div',
            {class: 'node-grid'},
            panel('Readings', h('div', {class: 'body'}, graphs)),
            h(
                'div',
                {class: 'side'},
                panel('Hazards ahead', hazards),
                panel('Alarms', alarms),
                panel('Commands', commands),
                panel('Workloads', workloads),
                panel('Wear', wear),
                panel('What it is', h('div', {class: 'body'}, spec)),
            ),
        ),
    );

    async function read() {
        readAt = performance.now();
        try {
            node = await get('nodes/' + encodeURIComponent(id), null, abort.signal);
            show();
        } catch (error) {
            if (gone || error.name === 'AbortError') return;
            if (!node) {
                set(tiles);
                set(
                    graphs,
                    h(
                        'div',
                        {class: 'empty'},
                        h(
                            'strong',
                            null,
                            error.status === 404 ? `No node is called ${id}` : 'The node cannot be shown',
                        ),
                        error.status === 404
                            ? h('a', {href: '#/nodes'}, 'Look it up in the list of nodes.')
                            : error.message,
                    ),
                );
            }
        }
    }

    function show() {
        const {status, spec: s} = node;
        set(
            badges,
            status
                ? [
                      levelBadge(status.level),
                      h('span', {class: 'tag'}, word(ILLUMINATIONS[rank(ILLUMINATIONS, status.illumination)])),
                      status.silent ? h('span', {class: 'tag bad'}, 'Silent') : null,
                      s?.retired ? h('span', {class: 'tag'}, 'Retired') : null,
                  ]
                : h('span', {class: 'tag wait'}, 'No telemetry yet'),
        );
        if (status) showTiles(status);
        showHazards();
        showAlarms();
        showCommands();
        showWorkloads();
        showWear();
        if (s) showSpec(s, status);
    }

    function showTiles(t) {
        const battery =
            node.spec?.batteryWattHours > 0 && Number.isFinite(t.batteryChargeRatio)
                ? number((t.batteryChargeRatio * node.spec.batteryWattHours) / 1000, 1) + ' kWh'
                : '';
        const list = [
            ['Battery', percent(t.batteryChargeRatio), battery],
            ['Power margin', watts(t.powerMarginWatts), 'could still be drawn'],
            ['Solar', watts(t.solarPowerWatts), `load ${watts(t.loadPowerWatts)}`],
            ['GPU', figure(t.gpuTemperatureMaxCelsius) + ' °C', percent(t.gpuUtilisationRatio) + ' busy'],
            ['Radiator', figure(t.radiatorTemperatureCelsius) + ' °C', ''],
            ['Upsets', figure(t.upsetsPerHour), 'per hour'],
            [
                'Altitude',
                Number.isFinite(t.altitudeKilometres) ? number(t.altitudeKilometres) + ' km' : '–',
                Number.isFinite(t.latitudeDegrees)
                    ? `${Math.abs(t.latitudeDegrees).toFixed(1)}° ${t.latitudeDegrees < 0 ? 'S' : 'N'}, ${Math.abs(t.longitudeDegrees).toFixed(1)}° ${t.longitudeDegrees < 0 ? 'W' : 'E'}`
                    : 'on the ground',
            ],
            ['Last frame', clockTime(millis(t.time)), plural(t.frames, 'frame')],
        ];
        set(
            tiles,
            list.map(([label, value, remark]) =>
                h('div', null, h('dt', null, label), h('dd', null, value), h('dd', {class: 'note'}, remark)),
            ),
        );
    }

    function showHazards() {
        const now = clock.now();
        const ahead = (node.hazards ?? [])
            .filter(w => millis(w.end) > now && KINDS.includes(w.kind))
            .sort((a, b) => millis(a.start) - millis(b.start))
            .slice(0, 8);
        if (ahead.length === 0) return set(hazards, h('p', {class: 'empty'}, 'None in the forecast.'));
        const grid = table('Hazards ahead', [
            {label: 'Kind', cell: w => kindBadge(w.kind)},
            {
                label: 'Begins',
                cell: w =>
                    h(
                        'span',
                        {title: w.detail},
                        millis(w.start) <= now ? 'now' : away(millis(w.start), now),
                        h(
                            'div',
                            {class: 'muted small'},
                            clockTime(millis(w.start)),
                            w.startSigmaSeconds > 0 ? ` ±${figure(w.startSigmaSeconds)} s` : '',
                        ),
                    ),
            },
            {label: 'Lasts', cell: w => span((millis(w.end) - millis(w.start)) / 1000), number: true},
        ]);
        grid.body.append(...ahead.map(w => grid.row(w)));
        set(hazards, grid.element, nextContact(now));
    }

    /** Contacts threaten nothing; the next one is when this node can be told something. */
    function nextContact(now) {
        const next = (node.hazards ?? [])
            .filter(w => CONTACTS.includes(w.kind) && millis(w.end) > now)
            .sort((a, b) => millis(a.start) - millis(b.start))[0];
        if (!next) return null;
        const begins = millis(next.start);
        return h(
            'p',
            {class: 'muted small contact'},
            begins <= now
                ? `In ground contact until ${clockTime(millis(next.end))}.`
                : `Next ground contact ${away(begins, now)}, at ${clockTime(begins)}, for ${span((millis(next.end) - begins) / 1000)}.`,
        );
    }

    function showAlarms() {
        if (!node) return;
        const mine = new Map((node.alarms ?? []).map(a => [a.alarmKey, a]));
        for (const alarm of state.alarms.values()) if (alarm.nodeId === id) mine.set(alarm.alarmKey, alarm);
        const list = [...mine.values()].filter(a => a.state !== 'NORMAL');
        set(
            alarms,
            list.length === 0
                ? h('li', {class: 'nothing'}, 'None.')
                : list.map(a =>
                      h(
                          'li',
                          null,
                          h(
                              'div',
                              null,
                              levelBadge(a.level),
                              stateTag(a.state),
                              h('time', {class: 'muted'}, away(millis(a.raisedAt ?? a.time), clock.now())),
                          ),
                          h('p', null, h('a', {href: '#/alarms/' + encodeURIComponent(a.alarmKey)}, a.message)),
                      ),
                  ),
        );
    }

    function showCommands() {
        if (!node) return;
        const mine = new Map((node.commands ?? []).map(e => [idOf(e), e]));
        for (const e of state.commands.values())
            if (e.proposal.sourceNodeId === id || e.proposal.targetNodeId === id) mine.set(idOf(e), e);
        const list = [...mine.values()]
            .sort((a, b) => Number(isClosed(a)) - Number(isClosed(b)) || millis(b.time) - millis(a.time))
            .slice(0, 6);
        set(
            commands,
            list.length === 0
                ? h('li', {class: 'nothing'}, 'None.')
                : list.map(e =>
                      h(
                          'li',
                          null,
                          h(
                              'div',
                              null,
                              commandLink(idOf(e), actionPhrase(e.proposal)),
                              h('span', {class: 'muted'}, e.proposal.targetNodeId === id ? 'arrives' : 'leaves'),
                              marginSpan(marginOf(e)),
                          ),
                          stageTrack(e, true),
                      ),
                  ),
        );
    }

    function showWorkloads() {
        const list = node.workloads ?? [];
        if (list.length === 0) return set(workloads, h('p', {class: 'empty'}, 'Nothing runs here.'));
        const grid = table('Workloads', [
            {label: 'Workload', cell: w => h('span', {class: 'mono'}, w.workloadId)},
            {label: 'Kind', cell: w => word(w.kind)},
            {label: 'State', cell: w => stateTag(w.state)},
            {label: 'GPUs', cell: w => number(w.gpus), number: true},
        ]);
        grid.body.append(...list.map(w => grid.row(w)));
        set(workloads, grid.element);
    }

    function showWear() {
        const ledger = node.wear;
        if (!ledger) return set(wear, h('p', {class: 'empty'}, 'Not watched for an hour yet.'));
        const share = c => c.kind !== 'REMAPPED_ROWS' && c.kind !== 'UNCORRECTED_ERRORS';
        const level = c => (share(c) ? percent(c.level) : number(c.level, 1));
        const left = c => {
            if (!Number.isFinite(c.remainingDays)) return 'no trend';
            const most = Number.isFinite(c.remainingDaysHigh) ? number(c.remainingDaysHigh) : '∞';
            return `${number(c.remainingDays)} d (${number(c.remainingDaysLow)} to ${most})`;
        };
        const grid = table('Wear of the hardware', [
            {label: 'Component', cell: c => word(c.kind)},
            {label: 'Level', cell: level, number: true},
            {label: 'Life left', cell: left, number: true},
            {
                label: 'What follows',
                cell: c =>
                    c.advice === 'KEEP'
                        ? h('span', {class: 'muted'}, 'Nothing')
                        : h('span', {class: 'tag bad', title: c.reason}, word(c.advice)),
            },
        ]);
        grid.body.append(...ledger.components.map(c => grid.row(c)));
        set(wear, grid.element, ledger.reason ? h('p', {class: 'muted small contact'}, ledger.reason) : null);
    }

    function showSpec(s, status) {
        const fact = (label, value) => [h('dt', null, label), h('dd', null, value)];
        set(
            spec,
            fact('Hardware', s.hardware),
            fact('Source', s.source),
            s.shell ? fact('Orbit', `${s.shell}, plane ${s.plane}`) : fact('Place', 'on the ground'),
            fact(
                'GPUs',
                `${number(s.gpuCount)} × ${number(s.gpuMemoryGigabytes)} GB, ${watts(s.gpuIdleWatts)} to ${watts(s.gpuMaxWatts)} each`,
            ),
            s.solarPeakWatts > 0 ? fact('Array, as built', watts(s.solarPeakWatts)) : null,
            s.batteryWattHours > 0
                ? fact(
                      'Battery, as built',
                      `${number(s.batteryWattHours / 1000, 1)} kWh, floor ${percent(s.batteryFloorRatio)}`,
                  )
                : null,
            s.coolingWatts > 0 ? fact('Cooling', watts(s.coolingWatts)) : null,
            s.linkGigabitsPerSecond > 0 ? fact('Link', number(s.linkGigabitsPerSecond) + ' Gb/s') : null,
            fact('Reports every', span(s.reportIntervalSeconds)),
            fact('Limits', h('a', {href: '#/rules/' + encodeURIComponent(s.limitsProfile)}, s.limitsProfile)),
            status
                ? fact(
                      'Errors',
                      `${number(status.correctedErrors)} corrected, ${number(status.uncorrectedErrors)} uncorrected`,
                  )
                : null,
        );
    }

    async function replot() {
        const now = clock.now();
        if (!Number.isFinite(now)) return;
        plottedAt = performance.now();
        const from = now - hours * HOUR;
        try {
            history = await get(
                `nodes/${encodeURIComponent(id)}/history`,
                {
                    field: FIELDS.join(','),
                    from: new Date(from).toISOString(),
                    to: new Date(now).toISOString(),
                    points: 600,
                },
                abort.signal,
            );
        } catch (error) {
            if (gone || error.name === 'AbortError') return;
            drop();
            set(
                graphs,
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, 'No history to plot'),
                    h('p', null, error.message),
                    h('p', null, 'The readings above are live all the same.'),
                ),
            );
            return;
        }
        if (!gone) await drawPlots(from, now);
    }

    async function drawPlots(from, now) {
        const {times, series} = history;
        const has = field => series[field]?.some(v => v !== null && v !== undefined);
        const shown = PLOTS.filter(p => p.fields.some(([field]) => has(field)));
        drop();
        if (times.length < 2 || shown.length === 0) {
            set(
                graphs,
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, `No readings in the last ${hours} h`),
                    'Choose a longer time, or wait for the first frames.',
                ),
            );
            return;
        }
        const mine = rules.filter(
            r => node?.spec && (r.profile === node.spec.limitsProfile || r.profile === 'node:' + id),
        );
        const ahead = kinds =>
            (node?.hazards ?? []).filter(w => kinds.includes(w.kind)).map(w => [millis(w.start), millis(w.end)]);
        const shades = [
            {
                colour: 'umbra',
                opacity: 0.17,
                spans: [
                    ...(has(SUN) ? spansWhere(times, series[SUN], v => v < 0.5) : []),
                    ...ahead(['UMBRA'])
                        .map(([a, b]) => [Math.max(a, has(SUN) ? now : a), b])
                        .filter(([a, b]) => b > a),
                ],
            },
            {colour: 'saa', opacity: 0.17, spans: ahead(['SAA'])},
        ];
        const to = now + (hours * HOUR) / 5;
        const frames = shown.map(p => h('figure', null, h('figcaption', null, p.title), h('div', {class: 'plot'})));
        set(
            graphs,
            frames,
            h(
                'ul',
                {class: 'legend'},
                h('li', {class: 'kind k-umbra'}, 'Umbra'),
                h('li', {class: 'kind k-saa'}, 'SAA'),
                h('li', {class: 'muted'}, 'Right of the line: what is forecast'),
            ),
        );
        plots = await Promise.all(
            shown.map((p, i) => {
                const fields = p.fields.filter(([field]) => has(field));
                return plot(frames[i].querySelector('.plot'), {
                    label: `${p.title} of ${id}, the last ${hours} hours`,
                    unit: p.unit,
                    times,
                    from,
                    to,
                    now,
                    shades,
                    series: fields.map(([field, label]) => ({
                        label: p.counter ? label + ' per step' : label,
                        values: p.counter ? increments(series[field]) : series[field],
                    })),
                    limits: p.counter
                        ? []
                        : fields.flatMap(([field, label]) =>
                              limitsOf(mine, field)
                                  // Where readings share a plot, fifteen lines would tell nothing: two of each do.
                                  .filter(({level}) => fields.length === 1 || SHARED_PLOT.includes(level))
                                  .map(limit => ({...limit, name: fields.length > 1 ? label : ''})),
                          ),
                });
            }),
        );
    }

    function drop() {
        plots.forEach(p => p.destroy());
        plots = [];
    }

    const resized = new ResizeObserver(() => plots.forEach(p => p.resize()));
    resized.observe(graphs);
    const stops = [on('alarms', showAlarms), on('commands', showCommands)];
    const first = Promise.all([
        read(),
        get('rules', null, abort.signal)
            .then(answer => {
                rules = answer.items ?? answer;
            })
            .catch(() => {}),
    ]);
    first.then(() => !gone && node && replot());
    return {
        title: id,
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS) read();
            const hovered = graphs.matches(':hover');
            if (node && !hovered && performance.now() - plottedAt > (history ? REPLOT_MILLIS : 3000)) replot();
        },
        retheme: () => history && drawPlots(clock.now() - hours * HOUR, clock.now()),
        destroy() {
            gone = true;
            abort.abort();
            resized.disconnect();
            stops.forEach(stop => stop());
            drop();
        },
    };
}
