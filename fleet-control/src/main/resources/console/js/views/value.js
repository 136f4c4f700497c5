/** The value ledger: what acting was worth, judged afterwards, by day. */

import {get} from '../api.js';
import {drawBars} from '../bars.js';
import {h, scrollable, set} from '../dom.js';
import {number, percent, plural} from '../format.js';
import {segments, table} from '../parts.js';

const REREAD_MILLIS = 10_000;
const FEW = 10;

export function mount(root) {
    let days = [];
    let shown = 31;
    let readAt = -Infinity;
    let gone = false;
    const figures = scrollable(h('dl', {class: 'figures', 'aria-label': 'Value in figures', 'data-testid': 'value-figures'}));
    const saved = h('div');
    const judged = h('div');
    const depth = h('div');
    const charts = h(
        'section',
        {class: 'panel worth', 'data-testid': 'worth'},
        chart('GPU-hours by day', saved, [
            ['good', 'saved, as it came'],
            ['cost', 'spent on acting'],
        ]),
        chart('Actions by day', judged, [
            ['good', 'proved needed'],
            ['needless', 'proved needless'],
        ]),
        chart('Battery depth avoided by day, in whole batteries', depth, [['depth', 'not drawn']]),
    );
    const grid = table('Value by day', [
        {label: 'Day', cell: d => h('time', {class: 'mono nowrap'}, d.day)},
        {label: 'Saved, GPU-h', cell: d => h('span', {class: d.savedGpuHours < 0 ? 'bad' : null}, number(d.savedGpuHours, 2)), number: true},
        {label: 'Spent, GPU-h', cell: d => number(d.costGpuHours, 2), number: true},
        {label: 'Actions', cell: d => number(d.actions), number: true},
        {label: 'Needless', cell: d => number(d.needless), number: true},
        {label: 'Moves', cell: d => number(d.moves), number: true},
        {label: 'Needless moves', cell: d => number(d.needlessMoves), number: true},
        {label: 'Battery depth avoided', cell: d => number(d.depthAvoided, 2), number: true},
    ]);
    const nothing = h('div');
    const listed = h('section', {class: 'panel'}, grid.element);
    root.append(
        h(
            'div',
            {class: 'bar'},
            h('h1', null, 'Value'),
            segments(
                'How far back',
                [
                    [7, '7 days'],
                    [31, '31 days'],
                    [90, '90 days'],
                ],
                shown,
                value => {
                    shown = value;
                    read();
                },
            ),
        ),
        figures,
        nothing,
        charts,
        listed,
        h(
            'p',
            {class: 'muted small aside'},
            'An action is judged when its hazard is over, by what was seen at the node it left: would the battery have fallen below its ' +
                'floor, did radiation strike? Saved is what doing nothing would have lost; a needless action counts with minus its cost. ' +
                'Days are UTC, in event time.',
        ),
    );

    function chart(title, host, keys) {
        return h(
            'figure',
            null,
            h(
                'figcaption',
                null,
                title,
                h('span', {class: 'keys-of'}, keys.map(([tone, words]) => h('span', null, h('i', {class: 'bar-key bar-' + tone}), words))),
            ),
            host,
        );
    }

    const sum = name => days.reduce((total, day) => total + (day[name] ?? 0), 0);

    function show() {
        const actions = sum('actions');
        charts.hidden = listed.hidden = days.length === 0;
        // Few days stand side by side: three wide drawings of one bar each would say nothing but how wide they are.
        charts.classList.toggle('few', days.length <= FEW);
        set(
            nothing,
            days.length === 0 &&
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, 'Nothing to judge yet'),
                    'What an action was worth is known when its hazard is over: after the first eclipse that work was moved away from.',
                ),
        );
        const share = part => (actions ? `${percent(part / actions)} of ${plural(actions, 'action')}` : '');
        set(
            figures,
            [
                ['Saved', number(sum('savedGpuHours'), 1), 'GPU-hours, as it came'],
                ['Spent', number(sum('costGpuHours'), 1), 'GPU-hours on acting'],
                ['Needless', number(sum('needless')), share(sum('needless'))],
                ['Needless moves', number(sum('needlessMoves')), `of ${plural(sum('moves'), 'move')}`],
                ['Battery depth avoided', number(sum('depthAvoided'), 1), 'whole batteries'],
            ].map(([label, value, remark]) =>
                h('div', null, h('dt', null, label), h('dd', null, value), h('dd', {class: 'note'}, remark)),
            ),
        );
        grid.body.replaceChildren(...days.map(day => grid.row(day)));
        draw();
    }

    function draw() {
        if (days.length === 0 || gone) return;
        const oldestFirst = days.slice().reverse();
        const of = (parts, title) => oldestFirst.map(d => ({day: d.day, parts: parts(d), title: `${d.day}: ${title(d)}`}));
        drawBars(saved, {
            label: `GPU-hours by day: ${number(sum('savedGpuHours'), 1)} saved, ${number(sum('costGpuHours'), 1)} spent`,
            beside: true,
            days: of(
                d => [
                    {value: d.savedGpuHours, tone: 'good'},
                    {value: d.costGpuHours, tone: 'cost'},
                ],
                d => `${number(d.savedGpuHours, 2)} GPU-h saved, ${number(d.costGpuHours, 2)} spent`,
            ),
        });
        drawBars(judged, {
            label: `Actions by day: ${plural(sum('actions'), 'action')}, ${number(sum('needless'))} needless`,
            days: of(
                d => [
                    {value: d.actions - d.needless, tone: 'good'},
                    {value: d.needless, tone: 'needless'},
                ],
                d => `${plural(d.actions, 'action')}, ${number(d.needless)} needless`,
            ),
        });
        drawBars(depth, {
            label: `Battery depth avoided by day: ${number(sum('depthAvoided'), 1)} whole batteries`,
            days: of(
                d => [{value: d.depthAvoided, tone: 'depth'}],
                d => `${number(d.depthAvoided, 2)} batteries not drawn`,
            ),
        });
    }

    async function read() {
        readAt = performance.now();
        try {
            const answer = await get('value', {days: shown});
            if (gone) return;
            days = answer.days;
            show();
        } catch (error) {
            if (!gone) set(nothing, h('div', {class: 'empty'}, h('strong', null, 'The value cannot be read'), error.message));
        }
    }

    const resized = new ResizeObserver(draw);
    resized.observe(charts);
    read();
    return {
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS) read();
        },
        destroy() {
            gone = true;
            resized.disconnect();
        },
    };
}
