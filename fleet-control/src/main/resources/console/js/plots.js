/** Plots over hours with the limits drawn in and the hazards shaded behind, on uPlot. */

import {clockTime, date, LEVELS, quantity, rank, word} from './format.js';

let library = null;

/** Loads uPlot once, when the first plot is wanted. */
function load() {
    library ??= new Promise((resolve, reject) => {
        const script = document.createElement('script');
        script.src = new URL('vendor/uPlot.iife.min.js', document.baseURI).href;
        script.onload = () => resolve(globalThis.uPlot);
        script.onerror = () => {
            library = null;
            reject(new Error('The plots could not be loaded. Reload when fleet control answers again.'));
        };
        document.head.append(script);
    });
    return library;
}

const SERIES = ['text', 'watch', 'saa', 'power', 'distress'];
const THRESHOLDS = ['watch', 'warning', 'distress', 'critical', 'severe'];

function colours(element) {
    const style = getComputedStyle(element);
    return name => style.getPropertyValue('--' + name).trim();
}

/** Limit lines of rules: {value, level, context, field}. */
export function limitsOf(rules, field) {
    const lines = [];
    for (const rule of rules) {
        if (rule.field !== field || !rule.enabled) continue;
        for (const name of THRESHOLDS) {
            if (Number.isFinite(rule[name]))
                lines.push({value: rule[name], level: name.toUpperCase(), context: rule.context, above: rule.above});
        }
    }
    return lines;
}

/** Room for the data, and for those limits that are not far outside it. */
function range(limits, least, most) {
    if (least === null || most === null) return [0, 1];
    // A steady reading is a flat line, not its noise blown up; nothing fills the plot that is under a tenth of its size.
    const wide = Math.max(most - least, Math.abs(most) * 0.1, 1e-6);
    let low = least - wide * 0.08;
    let high = most + wide * 0.12;
    for (const {value} of limits) {
        if (value > most && value < most + wide * 1.2) high = Math.max(high, value + wide * 0.12);
        if (value < least && value > least - wide * 1.2) low = Math.min(low, value - wide * 0.12);
    }
    return [low, high];
}

function shade(u, spans, colour, opacity) {
    const {left, top, width, height} = u.bbox;
    u.ctx.save();
    u.ctx.beginPath();
    u.ctx.rect(left, top, width, height);
    u.ctx.clip();
    u.ctx.globalAlpha = opacity;
    u.ctx.fillStyle = colour;
    for (const [from, to] of spans) {
        const x1 = u.valToPos(from, 'x', true);
        const x2 = u.valToPos(to, 'x', true);
        if (x2 > left && x1 < left + width) u.ctx.fillRect(x1, top, Math.max(x2 - x1, 1), height);
    }
    u.ctx.restore();
}

function drawLimits(u, limits, colour) {
    const {ctx} = u;
    const {left, top, width, height} = u.bbox;
    const ratio = devicePixelRatio || 1;
    ctx.save();
    ctx.font = `600 ${10.5 * ratio}px ${colour('sans')}`;
    ctx.textAlign = 'right';
    const labelled = [];
    for (const {value, level, context, name} of limits) {
        const y = u.valToPos(value, 'y', true);
        if (y < top || y > top + height) continue;
        ctx.strokeStyle = ctx.fillStyle = colour(level.toLowerCase());
        ctx.lineWidth = ratio;
        ctx.setLineDash(rank(LEVELS, level) >= 4 ? [] : [5 * ratio, 4 * ratio]);
        ctx.beginPath();
        ctx.moveTo(left, y);
        ctx.lineTo(left + width, y);
        ctx.stroke();
        if (labelled.every(other => Math.abs(y - other) > 12 * ratio)) {
            const where =
                context && context !== 'ANY' ? ', ' + (context === 'SAA' ? 'SAA' : word(context).toLowerCase()) : '';
            ctx.fillText(
                (name ? name + ': ' : '') + word(level).toLowerCase() + where,
                left + width - 4 * ratio,
                y - 3 * ratio,
            );
            labelled.push(y);
        }
    }
    ctx.restore();
}

function drawNow(u, now, colour) {
    const x = u.valToPos(now, 'x', true);
    const {left, top, width, height} = u.bbox;
    if (x < left || x > left + width) return;
    u.ctx.save();
    u.ctx.setLineDash([]);
    u.ctx.strokeStyle = colour;
    u.ctx.lineWidth = devicePixelRatio || 1;
    u.ctx.beginPath();
    u.ctx.moveTo(x, top);
    u.ctx.lineTo(x, top + height);
    u.ctx.stroke();
    u.ctx.restore();
}

/**
 * Draws one plot.
 *
 * @param host element that takes it
 * @param spec {title, unit, series: [{label, values}], limits, times, from, to, now, shades: [{colour, opacity, spans}]}
 * @returns a promise of {resize, destroy}
 */
export async function plot(host, spec) {
    const UPlot = await load();
    if (!host.isConnected) return {resize() {}, destroy() {}};
    const colour = colours(host);
    const size = () => ({width: Math.max(host.clientWidth, 200), height: 190});
    const axis = {
        stroke: colour('muted'),
        grid: {stroke: colour('line'), width: 1},
        ticks: {show: false},
        font: `11px ${colour('sans')}`,
    };
    const u = new UPlot(
        {
            ...size(),
            ms: 1,
            padding: [8, 18, 0, 0],
            cursor: {sync: {key: 'node'}, points: {size: 6}, drag: {x: false, y: false}},
            legend: {live: true},
            scales: {
                x: {time: true, range: () => [spec.from, spec.to]},
                y: {range: (_, low, high) => range(spec.limits, low, high)},
            },
            axes: [
                {...axis, size: 30, space: 70, values: (_, splits) => splits.map(t => clockTime(Math.round(t / 1000) * 1000, false))},
                {
                    ...axis,
                    size: 52,
                    values: (_, splits) =>
                        splits.map(v =>
                            spec.unit === '1'
                                ? Math.round(v * 100) + ' %'
                                : Math.abs(v) >= 1000
                                  ? v / 1000 + ' k'
                                  : String(+v.toFixed(4)),
                        ),
                },
            ],
            series: [
                {label: 'At', value: (_, t) => (t === null ? '–' : date(t) + ' ' + clockTime(t))},
                ...spec.series.map((one, i) => ({
                    label: one.label,
                    stroke: colour(SERIES[i % SERIES.length]),
                    width: 1.6,
                    spanGaps: false,
                    points: {show: false},
                    dash: i === 1 ? [7, 3] : i === 2 ? [2, 3] : undefined,
                    value: (_, v) => quantity(v, spec.unit),
                })),
            ],
            hooks: {
                drawClear: [
                    self =>
                        spec.shades.forEach(({colour: name, opacity, spans}) =>
                            shade(self, spans, colour(name), opacity),
                        ),
                ],
                draw: [
                    self => {
                        drawLimits(self, spec.limits, colour);
                        drawNow(self, spec.now, colour('muted'));
                    },
                ],
            },
        },
        [spec.times, ...spec.series.map(one => one.values)],
        host,
    );
    u.root.setAttribute('role', 'img');
    u.root.setAttribute('aria-label', spec.label);
    return {resize: () => u.setSize(size()), destroy: () => u.destroy()};
}
