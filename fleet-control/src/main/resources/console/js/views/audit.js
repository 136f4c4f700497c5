/** The audit: who did what, when and why, newest first. */

import * as clock from '../clock.js';
import {h} from '../dom.js';
import {millis, moment, word} from '../format.js';
import {listing} from './listing.js';

const parameters = action =>
    Object.entries(action.parameters ?? {})
        .map(([name, value]) => `${word(name).toLowerCase()} ${value}`)
        .join(', ');

export const mount = root =>
    listing(root, {
        title: 'Audit',
        one: 'action',
        path: 'audit',
        parameters: {size: 300},
        everySeconds: 6,
        placeholder: 'Filter: person, subject, words',
        key: a => a.actionId,
        search: a => [a.operator, a.verb, a.subject, a.reason, parameters(a)],
        nothing: [
            'No action yet',
            'Acknowledging, shelving, approving, cancelling, holding and every change of a rule is written here.',
        ],
        columns: [
            {label: 'Fleet time', cell: a => h('time', {class: 'mono nowrap'}, moment(millis(a.time), clock.now()))},
            {label: 'Who', cell: a => h('strong', null, a.operator)},
            {label: 'Did', cell: a => h('span', {class: 'nowrap'}, word(a.verb))},
            {label: 'To', cell: a => h('span', {class: 'mono'}, a.subject)},
            {label: 'Why', cell: a => a.reason, class: 'wide'},
            {label: 'With', cell: parameters},
            {
                label: 'Wall clock',
                cell: a => h('time', {class: 'muted nowrap'}, moment(millis(a.wallTime), Date.now())),
            },
        ],
    });
