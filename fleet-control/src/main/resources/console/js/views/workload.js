/** One workload: what the newest plan chose for it, why, what else was weighed, and what would have changed that. */

import * as clock from '../clock.js';
import {get} from '../api.js';
import {h, set} from '../dom.js';
import {away, clockTime, millis, moment, number, sentence, watts, word} from '../format.js';
import {actionPhrase, alternativesTable, commandLink, marginOf, marginSpan, nodeLink, stageTrack, stateTag} from '../parts.js';
import {idOf, on} from '../store.js';

const REREAD_MILLIS = 6_000;
const CHOSEN = {
    RIDE: 'Nothing is done',
    MIGRATE: 'It is moved',
    CHECKPOINT: 'It is checkpointed',
    POWER_CAP: 'Its power is capped',
    PAUSE: 'It is paused',
};

export function mount(root, [id]) {
    let readAt = -Infinity;
    let gone = false;
    const badges = h('span', {class: 'badges'});
    const choice = h('div', {class: 'body'});
    const commands = h('ul', {class: 'feed'});
    const facts = h('dl', {class: 'facts body'});
    root.append(
        h('div', {class: 'bar node-head'}, h('h1', {class: 'mono'}, id), badges),
        h(
            'div',
            {class: 'node-grid'},
            h(
                'section',
                {class: 'panel why', 'data-testid': 'why'},
                h('header', null, h('h2', null, 'What the newest plan says')),
                choice,
            ),
            h(
                'div',
                {class: 'side'},
                h('section', {class: 'panel'}, h('header', null, h('h2', null, 'Commands')), commands),
                h('section', {class: 'panel'}, h('header', null, h('h2', null, 'What it is')), facts),
            ),
        ),
    );

    async function read() {
        readAt = performance.now();
        try {
            const answer = await get(`workloads/${encodeURIComponent(id)}/explanation`);
            if (!gone) show(answer);
        } catch (error) {
            if (gone) return;
            set(
                choice,
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, error.status === 404 ? `No workload is called ${id}` : 'The workload cannot be shown'),
                    error.status === 404 ? h('a', {href: '#/workloads'}, 'Look it up in the list of workloads.') : error.message,
                ),
            );
        }
    }

    function show({workload, choice: chosen, said, commands: entries}) {
        set(badges, workload && stateTag(workload.state));
        set(choice, why(chosen, said));
        set(
            commands,
            entries.length === 0
                ? h('li', {class: 'nothing'}, 'None.')
                : entries.map(entry =>
                      h(
                          'li',
                          null,
                          h(
                              'div',
                              null,
                              commandLink(idOf(entry), actionPhrase(entry.proposal)),
                              stateTag(entry.state),
                              marginSpan(marginOf(entry)),
                          ),
                          stageTrack(entry, true),
                      ),
                  ),
        );
        set(facts, workload && description(workload));
    }

    function why(chosen, said) {
        if (!chosen) return h('p', {class: 'explanation'}, said);
        const now = clock.now();
        const at = instant => moment(millis(instant), now);
        return [
            h(
                'p',
                {class: 'chosen'},
                h('strong', null, CHOSEN[chosen.action] ?? word(chosen.action)),
                chosen.targetNodeId ? [' to ', nodeLink(chosen.targetNodeId)] : null,
            ),
            h('p', {class: 'explanation'}, said),
            h(
                'dl',
                {class: 'facts'},
                fact('Hazard', `${at(chosen.hazardStart)} to ${at(chosen.hazardEnd)} at `, nodeLink(chosen.nodeId)),
                fact('Costs', number(chosen.costGpuHours, 2) + ' GPU-hours'),
                fact('Planned', `${at(chosen.time)}, plan ${chosen.planEpoch}`),
            ),
            h('h3', null, 'What would have changed the choice'),
            chosen.turningPoints?.length
                ? h('ul', {class: 'turning'}, chosen.turningPoints.map(point => h('li', null, sentence(point))))
                : h('p', {class: 'muted small'}, 'No single change would have: every alternative is far off.'),
            h('h3', null, 'What else was weighed'),
            alternativesTable(chosen.alternatives),
        ];
    }

    const fact = (label, ...value) => [h('dt', null, label), h('dd', null, value)];

    const description = w => [
        fact('Tenant', w.tenant),
        fact('Kind', word(w.kind)),
        fact('Runs at', nodeLink(w.nodeId)),
        fact('GPUs', number(w.gpus)),
        fact('Power', watts(w.powerWatts)),
        fact('State to move', number(w.stateGigabytes) + ' GB'),
        fact('Priority', number(w.priority, 1)),
        fact(
            'Last checkpoint',
            Number.isFinite(millis(w.lastCheckpoint))
                ? `${clockTime(millis(w.lastCheckpoint))}, ${away(millis(w.lastCheckpoint), clock.now())}`
                : 'none',
        ),
        fact('Moved', w.migratable ? number(w.placementGeneration - 1) + ' times' : 'it may not move'),
    ];

    const stops = [on('commands', () => performance.now() - readAt > 2000 && read())];
    read();
    return {
        title: id,
        tick() {
            if (performance.now() - readAt > REREAD_MILLIS) read();
        },
        destroy() {
            gone = true;
            stops.forEach(stop => stop());
        },
    };
}
