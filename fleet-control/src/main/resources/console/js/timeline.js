/** The next hours as a drawing: a row of counts for each kind of hazard, a lane for each node with its windows and commands. */

import {h, s, set} from './dom.js';
import {presentKinds} from './hazards.js';
import {actionPhrase, marginOf} from './parts.js';
import {clockTime, margin, millis, number, span, word} from './format.js';
import {idOf, isClosed} from './store.js';

const MINUTE = 60_000;
const STEPS = [5, 10, 15, 30, 60, 120, 360];

/** Room for the labels on the left, narrow on a phone. */
const gutter = width => (width < 560 ? 112 : 148);

class Scale {
    constructor(width, from, to) {
        this.left = gutter(width);
        this.right = width - 20;
        this.from = from;
        this.to = to;
    }

    x(ms) {
        return (
            this.left +
            ((Math.min(Math.max(ms, this.from), this.to) - this.from) / (this.to - this.from)) *
                (this.right - this.left)
        );
    }

    inside(ms) {
        return ms >= this.from && ms <= this.to;
    }

    ticks() {
        const least = (this.to - this.from) / ((this.right - this.left) / 74) / MINUTE;
        const step = (STEPS.find(minutes => minutes >= least) ?? 720) * MINUTE;
        const ticks = [];
        for (let t = Math.ceil(this.from / step) * step; t <= this.to; t += step) ticks.push(t);
        return ticks;
    }
}

function axis(scale, height) {
    return scale
        .ticks()
        .map(t => [
            s('line', {class: 'tick', x1: scale.x(t), x2: scale.x(t), y1: 18, y2: height}),
            s('text', {class: 'tick-label', x: scale.x(t), y: 12, 'text-anchor': 'middle'}, clockTime(t, false)),
        ]);
}

function nowLine(scale, now, height) {
    if (!scale.inside(now)) return null;
    return s('line', {class: 'now', x1: scale.x(now), x2: scale.x(now), y1: 16, y2: height});
}

function describeRow(kind, row, answer) {
    const peak = Math.max(...row);
    const at = answer.from + (row.indexOf(peak) + 0.5) * answer.bucketSeconds * 1000;
    return `${word(kind)}: at most ${number(peak)} nodes, at ${clockTime(at, false)}`;
}

const FEEDS = {S: 'Radiation storm', G: 'Geomagnetic storm', R: 'Radio blackout'};

/** A feed's level as NOAA writes it, S2 or G0, with a colour from level 1 on. */
export function scaleTag(feed) {
    return h(
        'span',
        {class: 'scale lv-' + feed.scale, title: `${FEEDS[feed.letter]}, ${clockTime(millis(feed.time))}: ${number(feed.value, 1)}`},
        feed.letter + feed.scale,
    );
}

/** The level of a feed as it was, up to now; what comes is no matter of a scale but of the windows above. */
function weatherRow(feed, scale, now, top, tall, width) {
    const changes = feed.history.map(change => ({from: millis(change.time), scale: change.scale}));
    const bottom = top + tall;
    return s(
        'g',
        {class: 'weather'},
        s('title', null, `${FEEDS[feed.letter]}: ${feed.letter}${feed.scale} since ${clockTime(changes.at(-1)?.from)}`),
        s('rect', {class: 'hit', x: 0, y: top, width, height: tall}),
        s('text', {class: 'row-label', x: 0, y: top + 12}, FEEDS[feed.letter]),
        s('text', {class: 'row-figure', x: 0, y: top + 25}, `${feed.letter}${feed.scale} now`),
        s('line', {class: 'base', x1: scale.left, x2: scale.right, y1: bottom, y2: bottom}),
        changes.map((change, i) => {
            const until = changes[i + 1]?.from ?? now;
            if (until < scale.from || change.from > scale.to) return null;
            const high = Math.max(2, (change.scale / 5) * (tall - 6));
            return s('rect', {
                class: 'scale-bar lv-' + change.scale,
                x: scale.x(change.from),
                y: bottom - high,
                width: Math.max(scale.x(until) - scale.x(change.from), 1.5),
                height: high,
            });
        }),
    );
}

/** Hatches what is not foreseen for all nodes yet: fewer windows there are no calmer hours. */
function unforeseen(scale, until, height) {
    if (!Number.isFinite(until) || until >= scale.to) return null;
    const x = scale.x(until);
    return s(
        'g',
        {class: 'unforeseen', 'data-testid': 'unforeseen'},
        s('title', null, `From ${clockTime(until, false)} on, hazards are not forecast for all nodes yet.`),
        s(
            'defs',
            null,
            s(
                'pattern',
                {id: 'hatch', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)'},
                s('line', {x1: 0, y1: 0, x2: 0, y2: 7}),
            ),
        ),
        s('rect', {class: 'veil', x, y: 18, width: scale.right - x, height: height - 18}),
        s('rect', {fill: 'url(#hatch)', x, y: 18, width: scale.right - x, height: height - 18}),
    );
}

/**
 * Draws the counts; returns nothing when there is nothing to draw.
 *
 * @param weather feeds with a NOAA scale, drawn under the counts
 */
export function drawDensity(host, answer, now, {rowHeight = 34, contacts = true, weather = []} = {}) {
    const width = Math.max(host.clientWidth, 280);
    const kinds = presentKinds(answer, contacts);
    const tallWeather = 34;
    const height = 22 + kinds.length * rowHeight + weather.length * tallWeather;
    const scale = new Scale(width, answer.from, answer.to);
    const rows = kinds.map((kind, r) => {
        const counts = answer.kinds[kind];
        const peak = Math.max(...counts);
        const bottom = 22 + (r + 1) * rowHeight - 4;
        const tall = rowHeight - 10;
        const at = i => scale.x(answer.from + i * answer.bucketSeconds * 1000).toFixed(1);
        let path = `M${at(0)} ${bottom}`;
        counts.forEach((n, i) => {
            const y = (bottom - (n / peak) * tall).toFixed(1);
            path += `L${at(i)} ${y}L${at(i + 1)} ${y}`;
        });
        path += `L${at(counts.length)} ${bottom}Z`;
        return s(
            'g',
            {class: 'density k-' + kind.toLowerCase()},
            s('title', null, describeRow(kind, counts, answer)),
            s('rect', {class: 'hit', x: 0, y: bottom - tall - 4, width, height: rowHeight}),
            s('text', {class: 'row-label', x: 0, y: bottom - tall / 2 + 1}, word(kind)),
            s('text', {class: 'row-figure', x: 0, y: bottom - tall / 2 + 13}, 'peak ' + number(peak)),
            s('line', {class: 'base', x1: scale.left, x2: scale.right, y1: bottom, y2: bottom}),
            s('path', {class: 'area', d: path}),
        );
    });
    set(
        host,
        s(
            'svg',
            {
                width,
                height,
                viewBox: `0 0 ${width} ${height}`,
                role: 'img',
                class: 'timeline',
                'aria-label':
                    'Nodes under each hazard from ' +
                    clockTime(answer.from, false) +
                    ' to ' +
                    clockTime(answer.to, false) +
                    '. ' +
                    ([
                        ...kinds.map(kind => describeRow(kind, answer.kinds[kind], answer)),
                        ...weather.map(feed => `${FEEDS[feed.letter]} ${feed.letter}${feed.scale} now`),
                        answer.foreseenUntil < answer.to &&
                            `Not forecast for all nodes from ${clockTime(answer.foreseenUntil, false)} on`,
                    ]
                        .filter(Boolean)
                        .join('. ') || 'No hazard.'),
            },
            axis(scale, height),
            rows,
            unforeseen(scale, answer.foreseenUntil, 22 + kinds.length * rowHeight),
            weather.map((feed, i) =>
                weatherRow(feed, scale, now, 26 + kinds.length * rowHeight + i * tallWeather, tallWeather - 8, width),
            ),
            nowLine(scale, now, height),
        ),
    );
}

/** Where a window is drawn in its lane: the orbit's on top, what else threatens under it, contacts as a thin line. */
const PLACES = {
    UMBRA: [5, 10],
    PENUMBRA: [5, 10],
    SAA: [16, 5],
    SOLAR_PROTON: [16, 5],
    THERMAL: [22, 3],
    POWER: [22, 3],
    MAINTENANCE: [22, 3],
    GROUND_CONTACT: [26.5, 1.5],
};

function windowBar(scale, window, top) {
    const place = PLACES[window.kind];
    if (!place) return null;
    const [y, tall] = [top + place[0], place[1]];
    const start = millis(window.start);
    const end = millis(window.end);
    if (end < scale.from || start > scale.to) return null;
    const x = scale.x(start);
    return s(
        'rect',
        {
            class: 'window k-' + window.kind.toLowerCase(),
            x,
            y,
            height: tall,
            rx: tall > 4 ? 2 : 0,
            width: Math.max(scale.x(end) - x, 1.5),
        },
        s(
            'title',
            null,
            `${word(window.kind)} ${clockTime(start)} to ${clockTime(end)} (${span((end - start) / 1000)})` +
                (window.probability < 0.995 ? `, probability ${number(window.probability * 100)} %` : '') +
                (window.detail ? '. ' + window.detail : ''),
        ),
    );
}

/** A command on its lane: a solid bar while it works, a thin line to the deadline (the margin), a post at the deadline. */
function commandMark(scale, entry, y) {
    const p = entry.proposal;
    const begun = entry.steps.find(step => step.state === 'ACCEPTED');
    const start = begun ? millis(begun.time) : millis(p.notBefore);
    const end = isClosed(entry) ? millis(entry.time) : start + p.expectedSeconds * 1000;
    const deadline = millis(p.deadline);
    if (Math.max(end, deadline) < scale.from || start > scale.to) return null;
    const seconds = marginOf(entry);
    const tone = seconds < 0 ? 'late' : seconds < 60 ? 'close' : 'fine';
    const x1 = scale.x(start);
    const x2 = Math.max(scale.x(end), x1 + 3);
    const x3 = scale.x(deadline);
    const room = x3 < scale.right - 60;
    return s(
        'a',
        {
            href: '#/commands/' + encodeURIComponent(idOf(entry)),
            class: 'mark ' + tone,
            'aria-label': `${actionPhrase(p)}, ${word(entry.state)}, margin ${margin(seconds)}, deadline ${clockTime(deadline)}`,
        },
        s(
            'title',
            null,
            `${actionPhrase(p)} to ${p.targetNodeId || 'the same node'}: ${word(entry.state)}. Latest start ${clockTime(millis(p.notAfter))}, ` +
                `deadline ${clockTime(deadline)}, margin ${margin(seconds)}`,
        ),
        s('rect', {class: 'hit', x: x1 - 4, y: y - 3, width: Math.max(x3, x2) - x1 + 60, height: 13}),
        s('line', {class: 'slack', x1: x2, x2: x3, y1: y + 4, y2: y + 4}),
        s('line', {class: 'post', x1: x3, x2: x3, y1: y - 2, y2: y + 10}),
        s('rect', {class: 'work', x: x1, y, width: x2 - x1, height: 8, rx: 1.5}),
        s(
            'text',
            {class: 'slack-label', x: room ? x3 + 5 : x1 - 5, y: y + 8, 'text-anchor': room ? 'start' : 'end'},
            margin(seconds),
        ),
    );
}

/**
 * Draws the lanes.
 *
 * @param lanes list of {id, windows, commands, note}
 */
export function drawLanes(host, lanes, {from, to, now}) {
    const width = Math.max(host.clientWidth, 280);
    // Commands of one lane stand under each other, so that no margin covers another.
    const tops = [];
    let height = 22;
    for (const lane of lanes) {
        tops.push(height);
        height += 33 + 13 * Math.max(1, lane.commands.length);
    }
    const scale = new Scale(width, from, to);
    const rows = lanes.map((lane, i) => {
        const top = tops[i];
        const bottom = (tops[i + 1] ?? height) - 1;
        const order = lane.windows
            .slice()
            .sort((a, b) => (a.kind === 'PENUMBRA' ? -1 : 0) - (b.kind === 'PENUMBRA' ? -1 : 0));
        return s(
            'g',
            {class: 'lane'},
            s('line', {class: 'base', x1: 0, x2: scale.right, y1: bottom, y2: bottom}),
            s(
                'a',
                {href: '#/nodes/' + encodeURIComponent(lane.id), class: 'lane-label'},
                s('text', {x: 0, y: top + 17}, lane.id),
            ),
            lane.note ? s('text', {class: 'row-figure', x: 0, y: top + 31}, lane.note) : null,
            order.map(window => windowBar(scale, window, top)),
            lane.commands.map((entry, row) => commandMark(scale, entry, top + 33 + 13 * row)),
        );
    });
    set(
        host,
        s(
            'svg',
            {
                width,
                height,
                viewBox: `0 0 ${width} ${height}`,
                class: 'timeline',
                role: 'group',
                'aria-label': 'Nodes at risk: hazard windows and commands',
            },
            axis(scale, height),
            rows,
            nowLine(scale, now, height),
        ),
    );
}

export function legend(kinds) {
    return h(
        'ul',
        {class: 'legend'},
        kinds.map(kind => h('li', {class: 'kind k-' + kind.toLowerCase()}, word(kind))),
    );
}
