/** One rule in the lab: its versions, what a shadow would have said, back-tests, and the way into force and back. */

import * as clock from '../clock.js';
import {ApiError, get, post} from '../api.js';
import {empty, h, scrollable, set, text} from '../dom.js';
import {clockTime, figure, millis, moment, number, percent, plural, quantity, word} from '../format.js';
import {levelBadge, nodeLink, table} from '../parts.js';
import {back, differences, draft, PARTS, pathOf, side, since, step, THRESHOLDS, verdict} from '../rules.js';

const REREAD_MILLIS = 5000;
const TONES = {LIVE: 'tag good', SHADOW: 'tag wait', DRAFT: 'tag', RETIRED: 'tag'};
const OPEN = ['DRAFT', 'SHADOW'];

export function mount(root, [, id]) {
    let versions = [];
    let live = 0;
    let before = 0;
    let shadows = new Map();
    let tested = null;
    let testing = false;
    let readAt = -Infinity;
    let signature = '';
    let gone = false;

    const about = h('span', {class: 'muted', role: 'status'});
    const tools = h('div', {class: 'row-actions'});
    const body = h('div', {class: 'lab'});
    root.append(
        h('div', {class: 'bar'}, h('h1', {class: 'mono'}, id), about, tools, h('a', {href: '#/rules'}, 'All rules')),
        body,
    );

    const find = n => versions.find(version => version.number === n);
    const inForce = () => find(live);

    async function read() {
        readAt = performance.now();
        try {
            const [history, lab] = await Promise.all([get(pathOf(id) + '/versions'), get('rule-lab')]);
            if (gone) return;
            versions = history.items;
            live = history.live;
            before = history.before;
            shadows = new Map(
                lab.items
                    .filter(item => item.version.ruleId === id)
                    .map(item => [item.version.number, item.shadow]),
            );
            show();
        } catch (error) {
            if (gone) return;
            signature = '';
            set(body, empty('This rule cannot be read', error.message, {label: 'Try again', run: read}));
        }
    }

    function show() {
        // Rebuilt only when something is another, so that focus and choices stay.
        const next = JSON.stringify([versions, live, before, [...shadows], tested, testing]);
        if (next === signature) return;
        signature = next;
        const focused = document.activeElement?.id;
        const rule = (inForce() ?? versions[0]).rule;
        text(about, `${rule.field}, ${side(rule)}, profile ${rule.profile}`);
        set(
            tools,
            h(
                'button',
                {type: 'button', id: 'draft', onclick: () => draft(inForce() ?? versions[0], live, read)},
                'Draft a change',
            ),
            h(
                'button',
                {
                    type: 'button',
                    id: 'back',
                    disabled: before === 0,
                    title: before === 0 ? 'Nothing held before' : null,
                    onclick: () => back(id, live, before, read),
                },
                before === 0 ? 'Back' : `Back to version ${before}`,
            ),
        );
        set(body, history(), ...[...shadows.keys()].filter(isShadow).map(shadowPanel), backtestPanel(), comparePanel());
        if (focused) document.getElementById(focused)?.focus({preventScroll: true});
    }

    const isShadow = n => find(n)?.state === 'SHADOW';

    function panel(title, note, ...content) {
        return h(
            'section',
            {class: 'panel'},
            h('header', null, h('h2', null, title), note ? h('span', {class: 'muted'}, note) : null),
            content,
        );
    }

    function history() {
        const reference = inForce()?.rule;
        const grid = table('Versions', [
            {label: 'Version', cell: v => h('strong', null, v.number), number: true},
            {label: 'State', cell: v => h('span', {class: TONES[v.state]}, v.state === 'LIVE' ? 'In force' : word(v.state))},
            ...THRESHOLDS.map((name, i) => ({
                label: word(name),
                number: true,
                cell: v => cell(v, name, reference, 'lv-' + (i + 1), figure(v.rule[name])),
            })),
            {
                label: 'Back by',
                number: true,
                cell: v => cell(v, 'hysteresis', reference, '', figure(v.rule.hysteresis)),
            },
            {
                label: 'Frames',
                number: true,
                cell: v => cell(v, 'persistence', reference, '', String(v.rule.persistence)),
            },
            {
                label: 'Who and why',
                class: 'wide',
                cell: v => [
                    v.author ? h('strong', null, v.author) : h('span', {class: 'muted'}, 'A default'),
                    v.reason ? ': ' + v.reason : '',
                    v.restores ? h('div', {class: 'muted small'}, `brings version ${v.restores} back`) : null,
                    v.changedBy && v.changedWhy !== v.reason
                        ? h('div', {class: 'muted small'}, `${word(v.state)} by ${v.changedBy}: ${v.changedWhy}`)
                        : null,
                ],
            },
            {label: 'Since', cell: v => h('time', {class: 'mono nowrap'}, v.author ? since(v.changedTime) : '–')},
            {label: 'Actions', hidden: true, class: 'act', cell: v => h('div', {class: 'row-actions'}, actions(v))},
        ]);
        grid.body.append(
            ...versions.map(v =>
                grid.row(v, {'data-testid': 'version', class: v.state === 'RETIRED' ? 'done' : null}),
            ),
        );
        return panel('Versions', 'What differs from the version in force is marked.', grid.element);
    }

    function cell(version, name, reference, tone, shown) {
        const other = reference && version.number !== live && differences(version.rule, reference).includes(name);
        return h(
            other ? 'mark' : 'span',
            {class: shown === '–' ? 'muted' : tone || null, title: other ? 'differs from the version in force' : null},
            shown,
        );
    }

    function action(version, name, label, run) {
        return h(
            'button',
            {
                type: 'button',
                id: `${name}-${version.number}`,
                'aria-label': `${label} version ${version.number}`,
                onclick: run,
            },
            label,
        );
    }

    function actions(version) {
        const of = `version ${version.number} of ${id}`;
        const promote = action(version, 'promote', 'Promote', () =>
            step(
                version,
                'promote',
                {
                    title: `Put ${of} in force?`,
                    confirm: 'Put in force',
                    intro: evidence(version),
                    done: `Version ${version.number} is in force.`,
                },
                read,
            ),
        );
        const discard = action(version, 'discard', 'Discard', () =>
            step(
                version,
                'discard',
                {
                    title: `Discard ${of}?`,
                    confirm: 'Discard',
                    intro: 'It stays in the history and can be restored.',
                    done: 'Discarded.',
                },
                read,
            ),
        );
        const test = h(
            'button',
            {
                type: 'button',
                id: `backtest-${version.number}`,
                'aria-label': `Back-test version ${version.number}`,
                disabled: testing,
                onclick: () => backtest(version),
            },
            'Back-test',
        );
        if (version.state === 'DRAFT') {
            const shadow = action(version, 'shadow', 'Start shadow', () =>
                step(
                    version,
                    'shadow',
                    {
                        title: `Try ${of} in shadow?`,
                        confirm: 'Start shadow',
                        intro: 'It is judged on live frames beside the version in force from the next frame on. It alarms nobody.',
                        done: `Version ${version.number} is in shadow.`,
                    },
                    read,
                ),
            );
            return [shadow, test, promote, discard];
        }
        if (version.state === 'SHADOW') {
            const stop = action(version, 'stop', 'Stop shadow', () =>
                step(
                    version,
                    'stop',
                    {
                        title: `End the trial of ${of}?`,
                        confirm: 'Stop shadow',
                        intro: 'It is a draft again; what was counted stays.',
                        done: 'The trial is over.',
                    },
                    read,
                ),
            );
            return [stop, test, promote];
        }
        const again = action(version, 'draft-from', 'Draft from it', () => draft(version, live, read));
        if (version.state === 'RETIRED') {
            const restore = action(version, 'restore', 'Restore', () =>
                step(
                    version,
                    'restore',
                    {
                        title: `Restore ${of}?`,
                        confirm: 'Put in force',
                        intro: 'What it says holds again from the next frame on, written as a new version.',
                        done: `What version ${version.number} said is in force again.`,
                    },
                    read,
                ),
            );
            return [restore, again];
        }
        return [again];
    }

    /** What is known of a version before it is put in force. */
    function evidence(version) {
        const shadow = shadows.get(version.number);
        const trial = shadow
            ? `In shadow it would have raised ${plural(shadow.total.shadowRaised, 'alarm')} while the version in force raised ${shadow.total.liveRaised}. `
            : 'It has said nothing in shadow. ';
        const report = tested?.report?.number === version.number ? tested.report : null;
        const test = report
            ? `Back-tested over ${tested.minutes} min with ${plural(report.faults, 'fault')}: ${verdict(report.tested)}` +
              (report.inForce ? `; in force: ${verdict(report.inForce)}. ` : '. ')
            : 'It was not back-tested here. ';
        return trial + test + 'It holds from the next frame on; one step back undoes it.';
    }

    function shadowPanel(n) {
        const shadow = shadows.get(n);
        const since = millis(find(n).changedTime);
        const title = `Version ${n} in shadow`;
        const note = `since ${moment(since, clock.now())}; it alarms nobody`;
        if (!shadow) {
            return panel(
                title,
                note,
                empty('Nothing so far', 'It would not have raised an alarm, and the version in force raised none.'),
            );
        }
        const {total, samples} = shadow;
        const unit = find(n).unit;
        const figures = scrollable(
            h(
                'dl',
                {class: 'figures', 'data-testid': 'shadow'},
                fact('Would-be alarms', number(total.shadowRaised)),
                fact('In force raised', number(total.liveRaised)),
                fact('Shadow spoke first', number(total.shadowFirst), `of ${number(total.liveRaised)} in force`),
                fact('In force spoke first', number(total.liveFirst), `of ${number(total.shadowRaised)} would-be`),
            ),
        );
        const levels = table('Levels reached', [
            {label: 'Level', cell: row => levelBadge(row[0].toUpperCase())},
            {label: 'In shadow', number: true, cell: row => number(row[1])},
            {label: 'In force', number: true, cell: row => number(row[2])},
        ]);
        levels.body.append(
            ...THRESHOLDS.map((name, i) => levels.row([name, total.shadowByLevel[i], total.liveByLevel[i]])),
        );
        const grid = table('Would-be alarms', [
            {label: 'Time', cell: x => h('time', {class: 'mono nowrap'}, clockTime(millis(x.time)))},
            {label: 'Node', cell: x => nodeLink(x.nodeId)},
            {label: 'Level', cell: x => levelBadge(x.level)},
            {label: 'Value', number: true, cell: x => quantity(x.value, unit)},
            {label: 'Limit', number: true, cell: x => quantity(x.limit, unit)},
        ]);
        grid.body.append(...samples.map(x => grid.row(x)));
        return panel(
            title,
            note,
            h('div', {class: 'body'}, figures),
            h('div', {class: 'lab-pair'}, levels.element, grid.element),
        );
    }

    function fact(name, value, note) {
        return h('div', null, h('dt', null, name), h('dd', null, value), h('dd', {class: 'note'}, note ?? ''));
    }

    async function backtest(version) {
        const minutes = Number(document.getElementById('minutes')?.value) || 60;
        testing = true;
        tested = {pending: version.number, minutes};
        show();
        try {
            tested = await post(pathOf(id, version.number) + '/backtest', {minutes});
        } catch (error) {
            if (!(error instanceof ApiError)) throw error;
            tested = {problem: error.message, minutes};
        } finally {
            testing = false;
            if (!gone) show();
        }
    }

    function backtestPanel() {
        const minutes = h('input', {
            type: 'number',
            id: 'minutes',
            min: 1,
            max: 1440,
            step: 1,
            value: document.getElementById('minutes')?.value ?? 60,
        });
        const bar = h(
            'div',
            {class: 'lab-bar'},
            h('label', {for: 'minutes'}, 'Minutes of event time to go back'),
            minutes,
            h('span', {class: 'muted', role: 'status'}, testing ? `Reading the last ${tested.minutes} minutes …` : ''),
        );
        const note = 'on the newest frames, against labelled faults';
        return panel('Back-test', note, h('div', {class: 'body'}, bar, outcome()));
    }

    function outcome() {
        if (testing) return null;
        if (!tested) {
            const open = versions.some(v => OPEN.includes(v.state));
            return h(
                'p',
                {class: 'muted'},
                open ? 'Press “Back-test” beside a draft or a version in shadow.' : 'Draft a change to test it.',
            );
        }
        if (tested.problem) return h('p', {class: 'problem', role: 'alert'}, tested.problem);
        const {report} = tested;
        const {tested: one, inForce: other} = report;
        const grid = table('Back-test', [
            {label: 'Figure', cell: row => row[0]},
            {label: `Version ${report.number}`, number: true, cell: row => h('strong', null, row[1](one))},
            ...(other
                ? [{label: `In force (${report.liveNumber})`, number: true, cell: row => row[1](other)}]
                : []),
        ]);
        const rows = [
            ['Precision', f => percent(f.precision)],
            ['Recall', f => percent(f.recall)],
            ['Median lead', f => lead(f.medianLeadSeconds)],
            ['False alarms a 1,000 node-days', f => number(f.wrongPerThousandNodeDays, 1)],
            ['Alarms', f => number(f.alarms)],
            ['… while a fault of its own was there', f => number(f.right)],
            ['… while another fault was there', f => number(f.side)],
            ['… of a healthy node', f => number(f.wrong)],
            ['Faults found', f => number(f.found)],
        ];
        grid.body.append(...rows.map(row => grid.row(row)));
        grid.element.dataset.testid = 'backtest';
        return [
            h(
                'p',
                null,
                `${number(report.frames)} frames of ${plural(report.nodes, 'node')}, ${number(report.nodeDays, 1)} node-days, ` +
                    `${plural(report.faults, 'fault')} that it may name (${report.kinds.map(word).join(', ')}).`,
                tested.complete ? '' : ' There was more than could be read in time: these are the frames that were.',
                report.faults === 0 ? ' Without a fault there is no recall: go back further.' : '',
            ),
            grid.element,
            examples('Missed', one.missed),
            examples('False alarms', one.falseAlarms),
        ];
    }

    function lead(seconds) {
        if (!Number.isFinite(seconds)) return '–';
        return `${number(Math.abs(seconds))} s ${seconds >= 0 ? 'before it shows' : 'after it shows'}`;
    }

    function examples(title, list) {
        if (!list?.length) return null;
        return [h('h3', null, title), h('ul', {class: 'small'}, list.map(line => h('li', null, line)))];
    }

    function comparePanel() {
        if (versions.length < 2) return null;
        const chosen = which => Number(document.getElementById(which)?.value);
        const first = find(chosen('compare-one')) ?? inForce() ?? versions[1];
        const second = find(chosen('compare-other')) ?? versions.find(v => v !== first);
        const result = h('div', {'data-testid': 'differences'});
        const select = (name, label, value) =>
            h(
                'select',
                {id: name, 'aria-label': label, onchange: compare},
                versions.map(v =>
                    h(
                        'option',
                        {value: v.number, selected: v === value},
                        `${v.number} (${v.state === 'LIVE' ? 'in force' : word(v.state).toLowerCase()})`,
                    ),
                ),
            );
        const one = select('compare-one', 'One version', first);
        const other = select('compare-other', 'The other version', second);

        function compare() {
            const a = find(Number(one.value));
            const b = find(Number(other.value));
            const names = differences(a.rule, b.rule);
            if (names.length === 0) {
                set(result, h('p', {class: 'muted'}, 'They say the same.'));
                return;
            }
            const grid = table('Differences', [
                {label: 'What', cell: part => part[1]},
                {label: `Version ${a.number}`, cell: part => part[2](a.rule[part[0]])},
                {label: `Version ${b.number}`, cell: part => h('strong', null, part[2](b.rule[part[0]]))},
            ]);
            grid.body.append(...PARTS.filter(([name]) => names.includes(name)).map(part => grid.row(part)));
            set(result, grid.element);
        }

        compare();
        return panel(
            'Compare',
            null,
            h('div', {class: 'body'}, h('div', {class: 'lab-bar'}, 'Version', one, 'with version', other), result),
        );
    }

    read();
    return {
        title: id,
        read,
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS && !testing) read();
        },
        destroy() {
            gone = true;
        },
    };
}
