/** What people do on the alarm desk: each deed asks who and why, and nothing is claimed before the desk shows it. */

import * as clock from '../clock.js';
import {post} from '../api.js';
import {ask, report, toast} from '../dialog.js';
import {LEVELS, plural, rank, word} from '../format.js';
import {settled, state, takeAlarms} from '../store.js';

const SHELVES = [
    ['900', '15 minutes'],
    ['3600', '1 hour'],
    ['14400', '4 hours'],
    ['43200', '12 hours'],
    ['86400', '24 hours'],
];

/** How far an incident reaches, in words. */
export const REACHES = {
    NODE: () => 'on one node',
    PLANE: i => `on ${plural(i.nodes, 'node')} of plane ${i.place}`,
    FLEET: i => `on ${plural(i.nodes, 'node')} across the fleet`,
};

const unseen = a => a.state === 'ACTIVE' || a.state === 'RETURNED';

/**
 * The deeds of a desk.
 *
 * @param done called with an alarm key after each deed on one of several alarms
 */
export function deeds(done) {
    /** One deed on a whole incident, for what the person has seen of it: `seen` is the last change that reached this desk. */
    function onIncident(one, verb, question, after) {
        return ask({
            ...question,
            intro: `${one.ruleId}, ${REACHES[one.scope](one)}. ${question.intro}`,
            act: values =>
                post(`incidents/${encodeURIComponent(one.incidentId)}/${verb}`, {
                    operator: values.operator,
                    reason: values.reason,
                    seen: one.changed,
                    ...question.extra?.(values),
                }),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => after(state.incidents.get(one.incidentId))),
                    `${question.said} ${plural(one.open, 'alarm')} of ${one.ruleId}.`,
                ),
        );
    }

    const membersOf = one => [...state.alarms.values()].filter(a => a.incidentId === one.incidentId);

    const acknowledgeIncident = one =>
        one.unacknowledged === 0
            ? toast('Every alarm of this incident is acknowledged.')
            : onIncident(
                  one,
                  'acknowledge',
                  {
                      title: `Acknowledge ${plural(one.unacknowledged, 'alarm')}?`,
                      confirm: 'Acknowledge all',
                      intro: 'Each holds for the level it has now: what gets worse, or is raised after what you see here, asks again.',
                      said: 'Acknowledged:',
                  },
                  now => !now || now.unacknowledged < one.unacknowledged,
              );

    const shelveIncident = one =>
        onIncident(
            one,
            'shelve',
            {
                title: `Shelve ${plural(one.open, 'alarm')}?`,
                confirm: 'Shelve all',
                intro: 'Each stays quiet until the time runs out or it gets worse.',
                fields: [shelfField()],
                extra: shelfUntil,
                said: 'Shelved:',
            },
            now => !now || now.open < one.open,
        );

    const shelfField = () => ({
        name: 'seconds',
        label: 'For how long',
        options: SHELVES,
        value: '3600',
        hint: 'Fleet time; it comes back by itself.',
    });
    const shelfUntil = values => ({until: new Date(clock.now() + Number(values.seconds) * 1000).toISOString()});

    /** The same deed on several alarms, a few at a time; the first refusal stops and says how far it came. */
    async function each(alarms, verb, body) {
        let count = 0;
        for (const alarm of alarms) {
            try {
                const answer = await post(`alarms/${encodeURIComponent(alarm.alarmKey)}/${verb}`, body(alarm));
                if (answer?.alarmKey) takeAlarms(answer);
                count++;
                done(alarm.alarmKey);
            } catch (error) {
                if (count) error.message += ` (${count} of ${alarms.length} were done.)`;
                throw error;
            }
        }
    }

    const none = (alarms, ...states) => alarms.every(a => !states.includes(state.alarms.get(a.alarmKey)?.state));

    const naming = alarms =>
        alarms.length === 1
            ? `${alarms[0].nodeId}: ${alarms[0].message}`
            : `${alarms.length} alarms, worst ${word(alarms.map(a => a.level).sort((a, b) => rank(LEVELS, b) - rank(LEVELS, a))[0]).toLowerCase()}`;

    function acknowledge(alarms) {
        const open = alarms.filter(unseen);
        if (open.length === 0) return toast('Nothing here waits for an acknowledgement.');
        return ask({
            title: open.length === 1 ? 'Acknowledge this alarm?' : `Acknowledge ${open.length} alarms?`,
            confirm: 'Acknowledge',
            intro: `${naming(open)}. It holds for the level seen now: if it gets worse, it asks again.`,
            act: values =>
                each(open, 'acknowledge', a => ({operator: values.operator, reason: values.reason, level: a.level})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(open, 'ACTIVE', 'RETURNED')),
                    open.length === 1 ? `Acknowledged: ${open[0].alarmKey}` : `${open.length} alarms acknowledged.`,
                ),
        );
    }

    function shelve(alarms) {
        return ask({
            title: alarms.length === 1 ? 'Shelve this alarm?' : `Shelve ${alarms.length} alarms?`,
            confirm: 'Shelve',
            intro: `${naming(alarms)}. It stays quiet until the time runs out or it gets worse.`,
            fields: [shelfField()],
            act: values =>
                each(alarms, 'shelve', () => ({
                    operator: values.operator,
                    reason: values.reason,
                    ...shelfUntil(values),
                })),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(alarms, 'ACTIVE', 'ACKNOWLEDGED', 'RETURNED')),
                    alarms.length === 1 ? `Shelved: ${alarms[0].alarmKey}` : `${alarms.length} alarms shelved.`,
                ),
        );
    }

    function unshelve(alarms) {
        return ask({
            title: 'Take it off the shelf?',
            confirm: 'Unshelve',
            intro: naming(alarms),
            act: values => each(alarms, 'unshelve', () => ({operator: values.operator, reason: values.reason})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => none(alarms, 'SHELVED')),
                    'Off the shelf.',
                ),
        );
    }

    /** Who answers for it: the operator himself, or whom he names. */
    function own(alarms) {
        if (alarms.length === 0) return null;
        let owner = '';
        return ask({
            title: alarms.length === 1 ? 'Who answers for this alarm?' : `Who answers for ${alarms.length} alarms?`,
            confirm: 'Hand over',
            intro: `${naming(alarms)}.`,
            fields: [
                {
                    name: 'owner',
                    label: 'Owner',
                    required: false,
                    placeholder: 'you, if you leave it empty',
                    hint: 'An owner stays until somebody else takes over.',
                },
            ],
            act: values => {
                owner = values.owner || values.operator;
                return each(alarms, 'own', () => ({operator: values.operator, reason: values.reason, owner}));
            },
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () => alarms.every(a => (state.alarms.get(a.alarmKey)?.owner ?? owner) === owner)),
                    `${owner} answers for it.`,
                ),
        );
    }

    const ownIncident = one =>
        onIncident(
            one,
            'own',
            {title: 'Take this incident over?', confirm: 'Take over', intro: 'You answer for every alarm of it.', said: 'You answer for'},
            () => membersOf(one).every(a => a.owner),
        );

    function note(alarms) {
        if (alarms.length === 0) return null;
        const before = new Map(alarms.map(a => [a.alarmKey, a.notes?.length ?? 0]));
        return ask({
            title: 'Leave a note',
            confirm: 'Leave it',
            reason: 'What the next shift should know',
            intro: `${naming(alarms)}. What you write stays at the alarm and in the audit.`,
            act: values => each(alarms, 'note', () => ({operator: values.operator, reason: values.reason})),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () =>
                        [...before].every(([key, n]) => {
                            const held = state.alarms.get(key)?.notes;
                            return !held || held.length > n || held.length === 20;
                        }),
                    ),
                    'The note is at the alarm.',
                ),
        );
    }

    const noteIncident = one =>
        onIncident(
            one,
            'note',
            {title: 'Leave a note at every alarm?', confirm: 'Leave it', intro: 'It stays there and in the audit.', said: 'Noted at'},
            () => membersOf(one).every(a => a.notes?.length),
        );

    /** Out of service, or back, by what the first of them is. */
    function service(alarms) {
        if (alarms.length === 0) return null;
        const back = alarms[0].state === 'OUT_OF_SERVICE';
        const same = alarms.filter(a => (a.state === 'OUT_OF_SERVICE') === back);
        return ask({
            title: back ? 'Return it to service?' : 'Take it out of service?',
            confirm: back ? 'Return to service' : 'Take out of service',
            danger: !back,
            intro:
                `${naming(same)}. ` +
                (back
                    ? 'It stands on the desk again as its condition is now.'
                    : 'It stays off the desk however bad it gets, without an end, until somebody returns it.'),
            act: values =>
                each(same, back ? 'return-to-service' : 'out-of-service', () => ({
                    operator: values.operator,
                    reason: values.reason,
                })),
        }).then(
            done =>
                done &&
                report(
                    settled('alarms', () =>
                        same.every(a => (state.alarms.get(a.alarmKey)?.state === 'OUT_OF_SERVICE') !== back),
                    ),
                    back ? 'Back in service.' : 'Out of service.',
                ),
        );
    }

    return {acknowledge, shelve, unshelve, own, note, service, acknowledgeIncident, shelveIncident, ownIncident, noteIncident};
}
