/** The hazard timeline: counts for the fleet, a lane for each node at risk with the commands scheduled against its windows. */

import * as clock from '../clock.js';
import {h, set, text} from '../dom.js';
import {LEVELS, millis, plural, rank, word} from '../format.js';
import {density, presentKinds, windowsOf} from '../hazards.js';
import {get} from '../api.js';
import {segments} from '../parts.js';
import {fleet, isClosed, on, state} from '../store.js';
import {drawDensity, drawLanes, legend, scaleTag} from '../timeline.js';

const HOUR = 3_600_000;
const PAST = 10 * 60_000;
const LANES = 24;
const REREAD_MILLIS = 15_000;
const RECENT = 20 * 60_000;

export function mount(root) {
    let hours = 3;
    let counts = null;
    let windows = new Map();
    let weather = [];
    let readAt = -Infinity;
    let reading = false;
    let drawnAt = 0;
    const overview = h('div', {'data-testid': 'density'});
    const lanes = h('div', {'data-testid': 'lanes'});
    const note = h('span', {class: 'muted'});
    const kinds = h('div');
    const scales = h('span', {class: 'scales', 'data-testid': 'scales'});
    root.append(
        h(
            'div',
            {class: 'bar'},
            h('h1', null, 'Hazards'),
            kinds,
            segments(
                'How far ahead',
                [
                    [1, '1 h'],
                    [3, '3 h'],
                    [6, '6 h'],
                ],
                hours,
                value => {
                    hours = value;
                    read();
                },
            ),
        ),
        h(
            'section',
            {class: 'panel'},
            h('header', null, h('h2', null, 'Nodes under each hazard'), scales),
            h('div', {class: 'body'}, overview),
        ),
        h(
            'section',
            {class: 'panel lanes'},
            h('header', null, h('h2', null, 'Nodes at risk'), note),
            h('div', {class: 'body'}, lanes),
            h(
                'ul',
                {class: 'legend marks'},
                h('li', null, h('i', {class: 'key-work'}), 'Command at work'),
                h('li', null, h('i', {class: 'key-slack'}), 'Margin to the deadline, seconds'),
                h('li', null, h('i', {class: 'key-now'}), 'Now'),
            ),
        ),
    );

    /** Nodes with a command under way or just ended, by deadline; then nodes whose alarms are grave. */
    function atRisk(now) {
        const byNode = new Map();
        for (const entry of state.commands.values()) {
            if (isClosed(entry) && now - millis(entry.time) > RECENT) continue;
            if (['REFUSED', 'EXPIRED'].includes(entry.state)) continue;
            const id = entry.proposal.sourceNodeId;
            if (!byNode.has(id)) byNode.set(id, []);
            byNode.get(id).push(entry);
        }
        const soonest = list => Math.min(...list.map(e => (isClosed(e) ? Infinity : millis(e.proposal.deadline))));
        const result = [...byNode]
            .sort((a, b) => soonest(a[1]) - soonest(b[1]) || a[0].localeCompare(b[0]))
            .map(([id, commands]) => ({id, commands: commands.slice(0, 2), note: plural(commands.length, 'command')}));
        const grave = [...state.alarms.values()]
            .filter(a => rank(LEVELS, a.level) >= 2 && a.state !== 'RETURNED')
            .sort((a, b) => rank(LEVELS, b.level) - rank(LEVELS, a.level));
        for (const alarm of grave) {
            if (byNode.has(alarm.nodeId)) continue;
            byNode.set(alarm.nodeId, []);
            result.push({id: alarm.nodeId, commands: [], note: word(alarm.level)});
        }
        return {shown: result.slice(0, LANES), all: result.length};
    }

    /** Whether a lane is shown whose windows were not asked for yet: commands may come after the first look. */
    function lacking() {
        const now = clock.now();
        return (
            Number.isFinite(now) &&
            atRisk(now).shown.some(lane => fleet.index.has(lane.id) && !windows.has(lane.id))
        );
    }

    function draw() {
        const now = clock.now();
        if (!counts || !Number.isFinite(now)) return;
        drawnAt = performance.now();
        if (presentKinds(counts).length || weather.length) drawDensity(overview, counts, now, {rowHeight: 46, weather});
        else
            set(
                overview,
                h(
                    'p',
                    {class: 'empty'},
                    h('strong', null, 'No hazard ahead'),
                    'Forecasts come from orbits: if the fleet has orbits, look whether the forecasts job runs.',
                ),
            );
        const {shown, all} = atRisk(now);
        text(note, all > shown.length ? `the first ${shown.length} of ${all}` : plural(all, 'node'));
        if (shown.length === 0) {
            set(
                lanes,
                h(
                    'p',
                    {class: 'empty'},
                    h('strong', null, 'No node needs anything'),
                    'Nodes with commands or grave alarms get a lane here.',
                ),
            );
            return;
        }
        drawLanes(
            lanes,
            shown.map(lane => ({...lane, windows: windows.get(lane.id) ?? []})),
            {from: counts.from, to: counts.to, now},
        );
    }

    async function read() {
        const now = clock.now();
        if (reading || !Number.isFinite(now)) return;
        reading = true;
        readAt = performance.now();
        try {
            const from = now - PAST;
            const to = now + hours * HOUR;
            const ids = atRisk(now)
                .shown.map(lane => lane.id)
                .filter(id => fleet.index.size === 0 || fleet.index.has(id));
            const feeds = get('weather').catch(() => ({items: []}));
            [counts, windows, {items: weather}] = await Promise.all([density(from, to), windowsOf(ids, from, to), feeds]);
            weather = weather.filter(feed => feed.letter);
            set(kinds, legend(presentKinds(counts)));
            set(scales, weather.length ? ['NOAA scales ', weather.map(scaleTag)] : null);
            draw();
        } catch (error) {
            set(overview, h('p', {class: 'empty'}, error.message));
        } finally {
            reading = false;
        }
    }

    const stops = [
        on('hazards', () => performance.now() - readAt > 4000 && read()),
        on('commands', () => (performance.now() - readAt > (lacking() ? 800 : 3000) ? read() : draw())),
    ];
    const resized = new ResizeObserver(draw);
    resized.observe(overview);
    read();
    return {
        tick() {
            const age = performance.now() - readAt;
            if (age > REREAD_MILLIS || (age > 1500 && (!counts || lacking()))) read();
            else if (performance.now() - drawnAt > 2000 && !root.querySelector('.timeline :focus-visible')) draw();
        },
        destroy() {
            stops.forEach(stop => stop());
            resized.disconnect();
        },
    };
}
