/** All nodes as a table, page by page: the same as the map for those who do not use it. */

import * as clock from '../clock.js';
import {get} from '../api.js';
import {h, set, text} from '../dom.js';
import {begins, figure, LEVELS, millis, number, percent, watts, word} from '../format.js';
import {kindBadge, levelBadge, nodeLink, table} from '../parts.js';
import {fleet} from '../store.js';

const SIZE = 50;
const REREAD_MILLIS = 6_000;
const TYPING_MILLIS = 200;

export function mount(root) {
    let page = 0;
    let level = '';
    let shell = '';
    let q = '';
    let typing = 0;
    let asked = 0;
    let readAt = -Infinity;
    let total = 0;
    const shells = [...new Set(fleet.ids.map(id => id.replace(/-\d+-\d+$/, '')).filter((s, i) => s !== fleet.ids[i]))]
        .sort()
        .slice(0, 40);
    const choose = (label, options, take) =>
        h(
            'label',
            null,
            label + ' ',
            h(
                'select',
                {
                    onchange: event => {
                        take(event.target.value);
                        page = 0;
                        read();
                    },
                },
                options.map(([value, name]) => h('option', {value}, name)),
            ),
        );
    const grid = table('Nodes', [
        {label: 'Node', cell: n => nodeLink(n.nodeId)},
        {label: 'Level', cell: n => levelBadge(n.level)},
        {label: 'Light', cell: n => [word(n.illumination), n.silent ? [' ', h('span', {class: 'tag bad'}, 'Silent')] : null]},
        {
            label: 'Next hazard',
            cell: n =>
                n.nextHazard
                    ? [
                          kindBadge(n.nextHazard.kind),
                          h('span', {class: 'muted'}, ' ', begins(millis(n.nextHazard.start), clock.now())),
                      ]
                    : '–',
        },
        {label: 'Battery', cell: n => percent(n.batteryChargeRatio), number: true},
        {label: 'Margin', cell: n => watts(n.powerMarginWatts), number: true},
        {label: 'GPU', cell: n => figure(n.gpuTemperatureMaxCelsius) + ' °C', number: true},
        {label: 'Busy', cell: n => percent(n.gpuUtilisationRatio), number: true},
        {label: 'Work', cell: n => number(n.workloads), number: true},
        {label: 'Alarms', cell: n => number(n.openAlarms), number: true},
        {label: 'Hardware', cell: n => n.hardware},
    ]);
    const none = h('div');
    const place = h('span', {class: 'muted', role: 'status'});
    const back = h('button', {type: 'button', onclick: () => turn(-1)}, 'Previous');
    const next = h('button', {type: 'button', onclick: () => turn(1)}, 'Next');
    root.append(
        h(
            'div',
            {class: 'bar'},
            h('h1', null, 'Nodes'),
            choose('Level', [['', 'all'], ...LEVELS.map(name => [name, word(name)])], value => {
                level = value;
            }),
            shells.length > 1
                ? choose('Shell', [['', 'all'], ...shells.map(name => [name, name])], value => {
                      shell = value;
                  })
                : null,
            h('input', {
                type: 'search',
                placeholder: 'Find a node',
                'aria-label': 'Find a node',
                oninput: event => {
                    q = event.target.value.trim();
                    page = 0;
                    clearTimeout(typing);
                    typing = setTimeout(read, TYPING_MILLIS);
                },
            }),
            place,
            back,
            next,
        ),
        h('section', {class: 'panel'}, grid.element, none),
    );

    function turn(by) {
        page += by;
        read();
    }

    async function read() {
        readAt = performance.now();
        const turn = ++asked;
        try {
            const answer = await get('nodes', {state: level, shell, q, page, size: SIZE});
            // Whoever typed on wants the answer to what stands there now.
            if (turn !== asked) return;
            total = answer.total;
            set(
                grid.body,
                answer.items.map(n => grid.row(n)),
            );
            set(
                none,
                answer.items.length === 0 &&
                    h(
                        'div',
                        {class: 'empty'},
                        h('strong', null, 'No node fits'),
                        level || shell || q
                            ? 'Choose another level, shell or name.'
                            : 'Nodes appear with their first frame: start “penumbra demo” or “penumbra ingest”.',
                    ),
            );
        } catch (error) {
            set(none, h('div', {class: 'empty'}, h('strong', null, 'The nodes cannot be read'), error.message));
        }
        const last = Math.max(0, Math.ceil(total / SIZE) - 1);
        text(place, total ? `${page * SIZE + 1} to ${Math.min(total, (page + 1) * SIZE)} of ${number(total)}` : '');
        back.disabled = page === 0;
        next.disabled = page >= last;
    }

    read();
    return {
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS && !grid.body.contains(document.activeElement)) read();
        },
    };
}
