/** What the pages about rules share: the words of a rule, and the questions that change one. */

import * as clock from './clock.js';
import {post, put} from './api.js';
import {ask, toast} from './dialog.js';
import {figure, millis, moment, number, percent, word} from './format.js';

export const THRESHOLDS = ['watch', 'warning', 'distress', 'critical', 'severe'];
export const IN = {SUNLIT: 'sunlight', ECLIPSE: 'eclipse', SAA: 'the SAA'};
const CONTEXTS = ['ANY', 'SUNLIT', 'ECLIPSE', 'SAA'];

export const ruleHref = id => '#/rules/of/' + encodeURIComponent(id);
export const pathOf = (id, version) =>
    'rules/' + encodeURIComponent(id) + (version === undefined ? '' : '/versions/' + version);

/** "bad above, in eclipse". */
export function side(rule) {
    return (rule.above ? 'bad above' : 'bad below') + (rule.context === 'ANY' ? '' : ', in ' + IN[rule.context]);
}

export const since = instant => moment(millis(instant), clock.now());

/** The parts of a rule that versions differ in, in the order in which they are read: [name, label, shown]. */
export const PARTS = [
    ...THRESHOLDS.map(name => [name, word(name), figure]),
    ['hysteresis', 'Back by', figure],
    ['persistence', 'Frames', String],
    ['context', 'Where', value => (value === 'ANY' ? 'anywhere' : IN[value])],
    ['above', 'Bad', value => (value ? 'above' : 'below')],
    ['enabled', 'Switched on', value => (value ? 'yes' : 'no')],
    ['field', 'Reading', String],
    ['profile', 'Profile', String],
    ['runbook', 'What to do', String],
];

// A level that is not used comes as null.
const same = (a, b) => (a ?? null) === (b ?? null);

/** Names of the parts in which two rules differ. */
export function differences(one, other) {
    return PARTS.map(([name]) => name).filter(name => !same(one[name], other[name]));
}

function fields(rule, unit) {
    const of = unit && unit !== '1' ? ` (${unit === 'Cel' ? '°C' : unit})` : '';
    return [
        ...THRESHOLDS.map(name => ({
            name,
            label: word(name) + of,
            type: 'number',
            step: 'any',
            required: false,
            value: Number.isFinite(rule[name]) ? rule[name] : '',
        })),
        {name: 'hysteresis', label: 'Back by' + of, type: 'number', step: 'any', value: rule.hysteresis},
        {name: 'persistence', label: 'Frames before it is raised', type: 'number', step: '1', value: rule.persistence},
        {
            name: 'enabled',
            label: 'In force',
            options: [
                ['true', 'Yes'],
                ['false', 'No, switched off'],
            ],
            value: String(rule.enabled),
        },
    ];
}

function filled(rule, values) {
    const limit = name => (values[name] === '' ? null : Number(values[name]));
    return {
        ...rule,
        ...Object.fromEntries(THRESHOLDS.map(name => [name, limit(name)])),
        hysteresis: Number(values.hysteresis),
        persistence: Number(values.persistence),
        enabled: values.enabled === 'true',
        operator: values.operator,
        reason: values.reason,
    };
}

/** Asks for other limits and puts them in force at once. */
export function change(rule, then) {
    return ask({
        title: 'Change ' + rule.ruleId,
        confirm: 'Put in force',
        intro: `${rule.field}, ${rule.above ? 'bad above' : 'bad below'}. It holds from the next frame on and does not judge old data. An empty field is no limit.`,
        fields: fields(rule, ''),
        act: async values => {
            await put(pathOf(rule.ruleId), filled(rule, values));
            then();
        },
    }).then(done => done && toast(`${rule.ruleId} is in force as changed.`));
}

/** Asks for other limits and writes them down as a draft. */
export function draft(version, live, then) {
    const {rule} = version;
    return ask({
        title: `Draft from version ${version.number}`,
        confirm: 'Write the draft',
        intro: `${rule.field}, ${side(rule)}. A draft has no effect until it is put in shadow or in force. An empty field is no limit.`,
        fields: [
            ...fields(rule, version.unit),
            {name: 'runbook', label: 'What to do', required: false, rows: 2, value: rule.runbook},
        ],
        act: async values => {
            await post(pathOf(rule.ruleId) + '/versions', {
                ...filled(rule, values),
                runbook: values.runbook,
                basedOn: live,
            });
            then();
        },
    }).then(done => done && toast('The draft is written.'));
}

/** Asks for a rule that does not exist yet and writes it down as a draft. */
export function invent(then) {
    const blank = {hysteresis: 0, persistence: 3, enabled: true};
    return ask({
        title: 'New rule',
        confirm: 'Write the draft',
        intro: 'It has no effect until it is put in shadow or in force. An empty level is no limit.',
        fields: [
            {name: 'ruleId', label: 'Name', placeholder: 'cold-plate-early'},
            {name: 'profile', label: 'Profile', placeholder: 'orbital, host or node:<id>'},
            {name: 'field', label: 'Reading', placeholder: 'coldPlateTemperatureCelsius'},
            {
                name: 'above',
                label: 'Bad',
                options: [
                    ['true', 'above the limits'],
                    ['false', 'below the limits'],
                ],
                value: 'true',
            },
            {name: 'context', label: 'Where it holds', options: CONTEXTS.map(c => [c, word(c)]), value: 'ANY'},
            ...fields(blank, ''),
            {name: 'runbook', label: 'What to do', required: false, rows: 2},
        ],
        act: async values => {
            const id = values.ruleId.trim();
            await post(pathOf(id) + '/versions', {
                ...filled({}, values),
                ruleId: id,
                profile: values.profile,
                field: values.field,
                above: values.above === 'true',
                context: values.context,
                runbook: values.runbook,
            });
            then(id);
        },
    }).then(done => done && toast('The draft is written.'));
}

/** Asks who and why, and takes a step with a version. */
export function step(version, name, question, then) {
    return ask({
        ...question,
        act: async ({operator, reason}) => {
            await post(pathOf(version.ruleId, version.number) + '/' + name, {operator, reason});
            then();
        },
    }).then(done => done && toast(question.done));
}

/** Asks who and why, and takes a rule one step back. */
export function back(id, live, before, then) {
    return ask({
        title: `Take ${id} back to version ${before}?`,
        confirm: 'Go back',
        intro: `What version ${before} said holds again from the next frame on, in the place of version ${live}. It is written as a new version.`,
        act: async ({operator, reason}) => {
            await post(pathOf(id) + '/back', {operator, reason});
            then();
        },
    }).then(done => done && toast(`What version ${before} said is in force again.`));
}

/** What a back-test says of one version, as a sentence. */
export function verdict(figures) {
    const lead = figures.medianLeadSeconds;
    return (
        `precision ${percent(figures.precision)}, recall ${percent(figures.recall)}, ` +
        (Number.isFinite(lead)
            ? `median ${number(Math.abs(lead))} s ${lead >= 0 ? 'before' : 'after'} the fault shows, `
            : '') +
        `${number(figures.wrongPerThousandNodeDays, 1)} false alarms a 1,000 node-days`
    );
}
