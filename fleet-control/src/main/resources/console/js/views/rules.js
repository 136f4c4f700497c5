/** The limits in force; each change is a new version with a name and a reason. */

import * as clock from '../clock.js';
import {put} from '../api.js';
import {ask, toast} from '../dialog.js';
import {h} from '../dom.js';
import {figure, millis, moment, word} from '../format.js';
import {listing} from './listing.js';

const IN = {SUNLIT: 'sunlight', ECLIPSE: 'eclipse', SAA: 'the SAA'};
const THRESHOLDS = ['watch', 'warning', 'distress', 'critical', 'severe'];

export function mount(root, [profile]) {
    const page = listing(root, {
        title: 'Rules',
        one: 'rule',
        path: 'rules',
        everySeconds: 15,
        placeholder: 'Filter: rule, profile, reading',
        filter: profile,
        key: r => r.ruleId,
        search: r => [r.ruleId, r.profile, r.field, r.context, r.runbook],
        sort: (a, b) => a.profile.localeCompare(b.profile) || a.ruleId.localeCompare(b.ruleId),
        nothing: [
            'No rule',
            'Without rules no reading raises an alarm. Set them with “penumbra ctl rules” or load the samples of the deploy folder.',
        ],
        columns: [
            {
                label: 'Rule',
                cell: r => [
                    h('span', {class: 'mono nowrap'}, r.ruleId),
                    r.enabled ? null : h('span', {class: 'tag'}, 'Off'),
                ],
            },
            {label: 'Profile', cell: r => h('span', {class: 'nowrap'}, r.profile)},
            {
                label: 'Reading',
                cell: r => [
                    h('span', {class: 'mono'}, r.field),
                    h(
                        'div',
                        {class: 'muted small'},
                        r.above ? 'bad above' : 'bad below',
                        r.context === 'ANY' ? '' : ', in ' + IN[r.context],
                    ),
                ],
            },
            ...THRESHOLDS.map((name, i) => ({
                label: word(name),
                number: true,
                cell: r => h('span', {class: Number.isFinite(r[name]) ? 'lv-' + (i + 1) : 'muted'}, figure(r[name])),
            })),
            {label: 'Back by', cell: r => figure(r.hysteresis), number: true},
            {label: 'Frames', cell: r => String(r.persistence), number: true},
            {label: 'What to do', cell: r => r.runbook, class: 'wide'},
            {
                label: 'Version',
                cell: r => h('span', {title: moment(millis(r.time), clock.now())}, r.version),
                number: true,
            },
            {
                label: 'Actions',
                hidden: true,
                cell: r =>
                    h(
                        'button',
                        {type: 'button', 'aria-label': 'Change ' + r.ruleId, onclick: () => change(r)},
                        'Change',
                    ),
            },
        ],
    });

    function change(rule) {
        return ask({
            title: 'Change ' + rule.ruleId,
            confirm: 'Put in force',
            intro: `${rule.field}, ${rule.above ? 'bad above' : 'bad below'}. It holds from the next frame on and does not judge old data. An empty field is no limit.`,
            fields: [
                ...THRESHOLDS.map(name => ({
                    name,
                    label: word(name),
                    type: 'number',
                    step: 'any',
                    required: false,
                    value: Number.isFinite(rule[name]) ? rule[name] : '',
                })),
                {name: 'hysteresis', label: 'Back by', type: 'number', step: 'any', value: rule.hysteresis},
                {
                    name: 'persistence',
                    label: 'Frames before it is raised',
                    type: 'number',
                    step: '1',
                    value: rule.persistence,
                },
                {
                    name: 'enabled',
                    label: 'In force',
                    options: [
                        ['true', 'Yes'],
                        ['false', 'No, switched off'],
                    ],
                    value: String(rule.enabled),
                },
            ],
            act: async ({operator, reason, token, ...values}) => {
                const limit = name => (values[name] === '' ? null : Number(values[name]));
                await put('rules/' + encodeURIComponent(rule.ruleId), {
                    ...rule,
                    ...Object.fromEntries(THRESHOLDS.map(name => [name, limit(name)])),
                    hysteresis: Number(values.hysteresis),
                    persistence: Number(values.persistence),
                    enabled: values.enabled === 'true',
                    operator,
                    reason,
                });
                page.read();
            },
        }).then(done => done && toast(`${rule.ruleId} is in force as changed.`));
    }

    return page;
}
