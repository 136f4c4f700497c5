/** The limits in force, and what is under way for each; a change at once, or by way of the lab. */

import {get} from '../api.js';
import {h} from '../dom.js';
import {figure, plural, word} from '../format.js';
import {change, invent, ruleHref, side, since, THRESHOLDS} from '../rules.js';
import {listing} from './listing.js';

/** Adds what is under way; a rule that only exists as a draft gets a line of its own. */
async function withLab(rules) {
    const lab = await get('rule-lab');
    const byRule = new Map();
    for (const item of lab.items) {
        const id = item.version.ruleId;
        byRule.set(id, [...(byRule.get(id) ?? []), item]);
    }
    const known = new Set(rules.map(rule => rule.ruleId));
    const unborn = [...byRule.entries()]
        .filter(([id]) => !known.has(id))
        .map(([, items]) => ({...items[0].version.rule, unborn: true}));
    return [...rules, ...unborn].map(rule => ({...rule, underWay: byRule.get(rule.ruleId) ?? []}));
}

function underWay(rule) {
    return (rule.underWay ?? []).map(({version, shadow}) =>
        h(
            'div',
            {class: 'nowrap'},
            h(
                'a',
                {href: ruleHref(rule.ruleId)},
                h(
                    'span',
                    {class: version.state === 'SHADOW' ? 'tag wait' : 'tag'},
                    `${word(version.state)} ${version.number}`,
                ),
            ),
            version.state === 'SHADOW'
                ? h(
                      'div',
                      {class: 'muted small'},
                      shadow
                          ? `${plural(shadow.total.shadowRaised, 'would-be alarm')}, ${shadow.total.liveRaised} in force`
                          : 'nothing so far',
                  )
                : null,
        ),
    );
}

export function mount(root, [profile]) {
    const page = listing(root, {
        title: 'Rules',
        one: 'rule',
        path: 'rules',
        everySeconds: 15,
        placeholder: 'Filter: rule, profile, reading',
        filter: profile,
        enrich: withLab,
        tools: h(
            'button',
            {type: 'button', onclick: () => invent(id => (location.hash = ruleHref(id)))},
            'New rule',
        ),
        key: r => r.ruleId,
        search: r => [r.ruleId, r.profile, r.field, r.context, r.runbook, ...(r.underWay ?? []).map(i => i.version.state)],
        sort: (a, b) => a.profile.localeCompare(b.profile) || a.ruleId.localeCompare(b.ruleId),
        nothing: [
            'No rule',
            'Without rules no reading raises an alarm. Set them with “penumbra ctl rules” or load the samples of the deploy folder.',
        ],
        columns: [
            {
                label: 'Rule',
                cell: r => [
                    h('a', {class: 'mono nowrap', href: ruleHref(r.ruleId)}, r.ruleId),
                    r.unborn
                        ? h('span', {class: 'tag'}, 'Not in force')
                        : r.enabled
                          ? null
                          : h('span', {class: 'tag'}, 'Off'),
                ],
            },
            {label: 'Profile', cell: r => h('span', {class: 'nowrap'}, r.profile)},
            {
                label: 'Reading',
                cell: r => [h('span', {class: 'mono'}, r.field), h('div', {class: 'muted small'}, side(r))],
            },
            ...THRESHOLDS.map((name, i) => ({
                label: word(name),
                number: true,
                cell: r => h('span', {class: Number.isFinite(r[name]) ? 'lv-' + (i + 1) : 'muted'}, figure(r[name])),
            })),
            {label: 'Back by', cell: r => figure(r.hysteresis), number: true},
            {label: 'Frames', cell: r => String(r.persistence), number: true},
            {label: 'Under way', cell: underWay},
            {label: 'What to do', cell: r => r.runbook, class: 'wide'},
            {
                label: 'Version',
                cell: r => h('span', {title: since(r.time)}, r.version),
                number: true,
            },
            {
                label: 'Actions',
                hidden: true,
                cell: ({underWay: _, unborn, ...rule}) =>
                    unborn
                        ? null
                        : h(
                              'button',
                              {
                                  type: 'button',
                                  'aria-label': 'Change ' + rule.ruleId,
                                  onclick: () => change(rule, page.read),
                              },
                              'Change',
                          ),
            },
        ],
    });

    return page;
}
