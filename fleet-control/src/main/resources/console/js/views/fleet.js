/** The first page: the map, the next three hours, and what wants a person. */

import * as clock from '../clock.js';
import {get} from '../api.js';
import {h, keyed, scrollable, set, text} from '../dom.js';
import {away, ILLUMINATIONS, LEVELS, millis, number, plural, rank, word} from '../format.js';
import {density, presentKinds} from '../hazards.js';
import {foldIncidents} from '../incidents.js';
import {FleetMap} from '../map.js';
import {
    actionPhrase,
    commandLink,
    levelBadge,
    levelGlyph,
    marginOf,
    marginSpan,
    nodeLink,
    stageTrack,
} from '../parts.js';
import {scrubber} from '../scrub.js';
import {fleet, idOf, isClosed, on, state} from '../store.js';
import {drawDensity} from '../timeline.js';

const HORIZON_MILLIS = 3 * 3_600_000;
const REREAD_MILLIS = 20_000;

const FIGURES = [
    ['nodes', 'Nodes', s => number(s.nodes), s => (s.silent ? `${number(s.silent)} silent` : 'all heard')],
    [
        'dark',
        'In umbra',
        s => number(s.byIllumination?.UMBRA ?? 0),
        s => `${number(s.nextHour?.umbraEntries)} enter within 1 h`,
    ],
    ['saa', 'SAA entries', s => number(s.nextHour?.saaEntries), () => 'within 1 h'],
    [
        'uncovered',
        'Without a plan',
        s => number(s.nextHour?.uncovered),
        s => `of ${plural(s.nextHour?.nodesAtRisk ?? 0, 'node')} at risk, 1 h`,
    ],
    [
        'alarms',
        'Unacknowledged',
        s => number(s.alarms?.unacknowledged),
        s => `${number(s.alarms?.active)} hold, ${number(s.alarms?.returned ?? 0)} back to normal`,
    ],
    [
        'workloads',
        'Workloads running',
        s => number(s.workloadsRunning),
        s => `of ${number(s.workloads)} on ${number(s.gpus)} GPUs`,
    ],
    [
        'moves',
        'Commands done',
        s => number(s.commands?.completedTotal),
        s => `${number(s.commands?.lastHour)} in the last hour`,
    ],
    ['saved', 'Saved', s => number(s.savedGpuHours, 1), () => 'GPU-hours'],
];

export function mount(root) {
    const figures = FIGURES.map(([id, label]) => {
        const value = h('dd', {'data-testid': 'figure-' + id}, '–');
        const note = h('dd', {class: 'note'});
        return {element: h('div', null, h('dt', null, label), value, note), value, note};
    });
    const host = h('div', {class: 'map', 'data-testid': 'map'});
    const scrub = scrubber((time, columns) => {
        map.setColumns(columns);
        if (followed) readTrack(followed);
    });
    const strip = h('div', {class: 'strip'});
    const stripKinds = h('a', {href: '#/hazards'}, 'Nodes at risk and their commands');
    const alarms = h('ul', {class: 'feed', 'data-testid': 'top-alarms'});
    const commands = h('ul', {class: 'feed'});
    root.append(
        h('h1', {class: 'visually-hidden'}, 'Fleet'),
        scrollable(
            h(
                'dl',
                {class: 'figures', 'aria-label': 'Figures'},
                figures.map(f => f.element),
            ),
        ),
        h(
            'div',
            {class: 'fleet'},
            h(
                'section',
                {class: 'panel map-panel', 'aria-label': 'Fleet map'},
                host,
                mapTools(() => map, follow),
                scrub.element,
                mapKey(),
            ),
            h(
                'div',
                {class: 'side'},
                h(
                    'section',
                    {class: 'panel'},
                    h('header', null, h('h2', null, 'Alarms that want a person'), h('a', {href: '#/alarms'}, 'Desk')),
                    alarms,
                ),
                h(
                    'section',
                    {class: 'panel'},
                    h('header', null, h('h2', null, 'Commands under way'), h('a', {href: '#/commands'}, 'Ledger')),
                    commands,
                ),
            ),
            h(
                'section',
                {class: 'panel next'},
                h('header', null, h('h2', null, 'Next three hours'), stripKinds),
                h('div', {class: 'body'}, strip),
            ),
        ),
    );

    const map = new FleetMap(host, {
        time: () => scrub.time(),
        select: id => {
            location.hash = '#/nodes/' + encodeURIComponent(id);
        },
    });
    map.describe = (tip, i) =>
        set(
            tip,
            h('strong', {class: 'mono'}, map.columns.ids[i]),
            h(
                'span',
                null,
                map.columns.silent[i] ? 'Silent' : word(LEVELS[map.columns.level[i]]),
                ' · ',
                word(ILLUMINATIONS[map.columns.light[i]]),
            ),
        );
    root.fleetMap = map;

    let followed = null;
    let hovering = 0;
    /** Draws the next turn of a node, from the time that the map shows. */
    function follow(id) {
        followed = fleet.index.has(id) ? id : null;
        map.choose(followed ?? '');
        if (followed) readTrack(followed);
        else map.setTrack(null);
    }

    async function readTrack(id) {
        try {
            const {places} = await get(`nodes/${encodeURIComponent(id)}/track`, {
                from: new Date(scrub.time()).toISOString(),
                points: 120,
            });
            if (id === followed) map.setTrack(places);
        } catch {
            // A host on the ground has no track, and an old one is worse than none.
            if (id === followed) map.setTrack(null);
        }
    }

    map.hovered = id => {
        clearTimeout(hovering);
        if (id) hovering = setTimeout(() => follow(id), 200);
    };

    get('map/saa')
        .then(answer => map.setSaa(answer.polygon ?? answer))
        .catch(() => {});
    get('nodes', {size: 100})
        .then(({items}) => {
            const heights = items
                .map(n => n.altitudeKilometres)
                .filter(Number.isFinite)
                .sort((a, b) => a - b);
            if (heights.length) map.setAltitude(heights[Math.floor(heights.length / 2)]);
        })
        .catch(() => {});

    let answer = null;
    let readAt = 0;
    let reading = false;
    async function readHazards() {
        const now = clock.now();
        if (reading || !Number.isFinite(now)) return;
        reading = true;
        readAt = performance.now();
        try {
            answer = await density(now, now + HORIZON_MILLIS);
            showStrip();
        } catch (error) {
            set(strip, h('p', {class: 'empty'}, error.message));
        } finally {
            reading = false;
        }
    }

    function showStrip() {
        if (!answer) return;
        if (presentKinds(answer, false).length) drawDensity(strip, answer, clock.now(), {contacts: false});
        else
            set(
                strip,
                h(
                    'p',
                    {class: 'empty'},
                    h('strong', null, 'No hazard in the next three hours'),
                    'Forecasts come from orbits: if the fleet has orbits, look whether the forecasts job runs.',
                ),
            );
    }

    function showFigures() {
        const {summary} = state;
        if (!summary) return;
        FIGURES.forEach(([id, , value, note], i) => {
            text(figures[i].value, value(summary));
            text(figures[i].note, note(summary));
            const want = {uncovered: summary.nextHour?.uncovered, alarms: summary.alarms?.unacknowledged}[id];
            figures[i].element.classList.toggle('wants', want > 0);
            figures[i].element.classList.toggle('wants-note', id === 'nodes' && summary.silent > 0);
        });
        host.setAttribute(
            'aria-label',
            `Map of ${number(summary.nodes)} nodes, ${number(summary.byIllumination?.UMBRA ?? 0)} in umbra, ` +
                `${number(summary.silent)} silent. The nodes page has the same as a table. Arrow keys move, plus and minus zoom, 0 shows all.`,
        );
    }

    function showAlarms() {
        const active = foldIncidents(
            [...state.alarms.values()]
                .filter(a => a.state === 'ACTIVE')
                .sort((a, b) => rank(LEVELS, b.level) - rank(LEVELS, a.level) || millis(b.time) - millis(a.time)),
        ).slice(0, 6);
        if (active.length === 0) return set(alarms, h('li', {class: 'nothing'}, 'None.'));
        keyed(
            alarms,
            active,
            a => a.alarmKey,
            a => a.level + a.message + a.time + (a.incident?.nodes ?? ''),
            a =>
                h(
                    'li',
                    null,
                    h(
                        'div',
                        null,
                        levelBadge(a.level),
                        a.incident ? h('a', {href: '#/alarms'}, plural(a.incident.nodes, 'node')) : nodeLink(a.nodeId),
                        h('time', {class: 'muted ago', 'data-at': millis(a.raisedAt ?? a.time)}),
                    ),
                    h('p', null, a.message),
                ),
        );
        showAges();
    }

    function showCommands() {
        const open = [...state.commands.values()]
            .filter(e => !isClosed(e))
            .sort((a, b) => millis(a.proposal.deadline) - millis(b.proposal.deadline))
            .slice(0, 6);
        if (open.length === 0) return set(commands, h('li', {class: 'nothing'}, 'None.'));
        keyed(
            commands,
            open,
            idOf,
            e => e.state + e.time,
            e =>
                h(
                    'li',
                    null,
                    h(
                        'div',
                        null,
                        commandLink(idOf(e), actionPhrase(e.proposal)),
                        h('span', {class: 'ago', 'data-at': millis(e.proposal.deadline), 'data-due': 'true'}),
                        marginSpan(marginOf(e)),
                    ),
                    stageTrack(e, true),
                ),
        );
        showAges();
    }

    function showAges() {
        const now = clock.now();
        for (const element of root.querySelectorAll('.ago')) {
            const at = Number(element.dataset.at);
            text(element, (element.dataset.due ? 'due ' : '') + away(at, now));
            if (element.dataset.due) element.className = 'ago ' + (at < now ? 'bad' : 'muted');
        }
    }

    const stops = [
        on('positions', () => map.columns === fleet && map.invalidate('nodes', 'marks')),
        on('summary', showFigures),
        on('alarms', showAlarms),
        on('commands', showCommands),
        on('hazards', () => performance.now() - readAt > 5000 && readHazards()),
    ];
    const resized = new ResizeObserver(showStrip);
    resized.observe(strip);
    showFigures();
    showAlarms();
    showCommands();
    readHazards();
    return {
        tick() {
            map.tick();
            showAges();
            if (performance.now() - readAt > REREAD_MILLIS || (!answer && performance.now() - readAt > 2000))
                readHazards();
        },
        retheme: () => map.retheme(),
        destroy() {
            stops.forEach(stop => stop());
            resized.disconnect();
            clearTimeout(hovering);
            map.destroy();
        },
    };
}

function mapTools(map, follow) {
    const find = h('input', {
        type: 'search',
        list: 'node-ids',
        placeholder: 'Find a node',
        'aria-label': 'Find a node on the map',
        oninput: event => follow(event.target.value.trim()),
        onkeydown: event => {
            const id = event.target.value.trim();
            if (event.key === 'Enter' && fleet.index.has(id)) location.hash = '#/nodes/' + encodeURIComponent(id);
        },
    });
    return h(
        'div',
        {class: 'map-tools'},
        find,
        h('button', {type: 'button', 'aria-label': 'Zoom in', onclick: () => map().zoomBy(1.6)}, '+'),
        h('button', {type: 'button', 'aria-label': 'Zoom out', onclick: () => map().zoomBy(1 / 1.6)}, '−'),
        h('button', {type: 'button', 'aria-label': 'All: show the whole Earth', onclick: () => map().reset()}, 'All'),
    );
}

function mapKey() {
    return h(
        'ul',
        {class: 'map-key', 'aria-label': 'Key of the map'},
        h('li', null, h('i', {class: 'dot sunlit'}), 'Sunlit'),
        h('li', null, h('i', {class: 'dot half'}), 'Penumbra'),
        h('li', null, h('i', {class: 'dot umbra'}), 'Umbra'),
        h('li', null, h('i', {class: 'cross'}, '×'), 'Silent'),
        LEVELS.slice(1).map((name, i) => h('li', {class: 'lv-' + (i + 1)}, levelGlyph(i + 1), word(name))),
        h('li', null, h('i', {class: 'edge'}), 'Edge of the umbra'),
        h('li', null, h('i', {class: 'turn'}), 'Next turn of the node under the pointer'),
    );
}
