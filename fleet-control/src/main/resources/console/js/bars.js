/** Bars by day: small drawings that share their days, so that what belongs together stands under each other. */

import {s, set} from './dom.js';
import {number} from './format.js';

const LEFT = 52;
const RIGHT = 8;
const TOP = 10;
const FOOT = 22;

/** A round step that gives about so many lines. */
function step(range, lines) {
    const raw = range / lines || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    return [1, 2, 5, 10].map(n => n * power).find(n => n >= raw);
}

function scale(parts, height) {
    const most = Math.max(0, ...parts.map(p => p.top));
    const least = Math.min(0, ...parts.map(p => p.bottom));
    const by = step(most - least || 1, 3);
    const high = Math.max(Math.ceil(most / by) * by, by);
    const low = Math.floor(least / by) * by;
    const y = value => TOP + ((high - value) / (high - low)) * (height - TOP - FOOT);
    const lines = [];
    for (let i = Math.round(low / by); i <= Math.round(high / by); i++) lines.push(i * by);
    return {y, lines, by};
}

/**
 * Draws one chart.
 *
 * @param spec {label, days: [{day, parts: [{value, tone}], title}], beside} where parts of a day stand on each other, or beside
 *     each other if wanted
 */
export function drawBars(host, {label, days, beside = false, height = 150}) {
    const width = Math.max(host.clientWidth, 240);
    const parts = days.flatMap(({parts: own}) => {
        if (beside) return own.map(p => ({top: Math.max(0, p.value), bottom: Math.min(0, p.value)}));
        return [
            {
                top: own.reduce((sum, p) => sum + Math.max(0, p.value), 0),
                bottom: own.reduce((sum, p) => sum + Math.min(0, p.value), 0),
            },
        ];
    });
    const {y, lines, by} = scale(parts, height);
    const slot = (width - LEFT - RIGHT) / Math.max(days.length, 4);
    const every = Math.ceil(46 / slot);
    const digits = by >= 1 ? 0 : by >= 0.1 ? 1 : 2;
    set(
        host,
        s(
            'svg',
            {width, height, viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': label, class: 'bars'},
            lines.map(value => [
                s('line', {class: value === 0 ? 'zero' : 'tick', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value)}),
                s('text', {x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end'}, number(value, digits)),
            ]),
            days.map(({day, parts: own, title}, i) => {
                const x = LEFT + i * slot;
                const wide = Math.max(Math.min(slot * 0.7, 44) / (beside ? own.length : 1), 1.5);
                const first = x + (slot - wide * (beside ? own.length : 1)) / 2;
                let up = 0;
                let down = 0;
                return s(
                    'g',
                    {class: 'day'},
                    s('title', null, title),
                    s('rect', {class: 'hit', x, y: TOP, width: slot, height: height - TOP - FOOT}),
                    own.map((p, k) => {
                        const from = beside ? 0 : p.value >= 0 ? up : down;
                        if (p.value >= 0) up += p.value;
                        else down += p.value;
                        const a = y(from);
                        const b = y(from + p.value);
                        return s('rect', {
                            class: 'bar-' + p.tone,
                            x: first + (beside ? k * wide : 0),
                            y: Math.min(a, b),
                            width: Math.max(wide - (beside ? 1 : 0), 1),
                            height: Math.max(Math.abs(b - a), p.value ? 1 : 0),
                        });
                    }),
                    // The newest day is always named; others as room permits.
                    (days.length - 1 - i) % every === 0
                        ? s('text', {class: 'day-label', x: x + slot / 2, y: height - 6, 'text-anchor': 'middle'}, day.slice(5))
                        : null,
                );
            }),
        ),
    );
}
