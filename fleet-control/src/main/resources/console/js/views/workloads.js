/** Workloads: what runs where, and what moving it would take. */

import * as clock from '../clock.js';
import {away, millis, number, watts, word} from '../format.js';
import {nodeLink, stateTag, workloadLink} from '../parts.js';
import {h} from '../dom.js';
import {listing} from './listing.js';

export const mount = root =>
    listing(root, {
        title: 'Workloads',
        one: 'workload',
        path: 'workloads',
        parameters: {size: 1000},
        everySeconds: 6,
        placeholder: 'Filter: workload, tenant, node',
        key: w => w.workloadId,
        search: w => [w.workloadId, w.tenant, w.kind, w.state, w.nodeId],
        // What is over comes last, as the server has it.
        sort: (a, b) =>
            (a.state === 'FINISHED') - (b.state === 'FINISHED') || a.workloadId.localeCompare(b.workloadId),
        nothing: ['No workload', 'Workloads come from the executors of the fleet, through the topic fleet.workloads.'],
        columns: [
            {label: 'Workload', cell: w => workloadLink(w.workloadId)},
            {label: 'Tenant', cell: w => w.tenant},
            {label: 'Kind', cell: w => word(w.kind)},
            {label: 'State', cell: w => stateTag(w.state)},
            {label: 'Node', cell: w => nodeLink(w.nodeId)},
            {label: 'GPUs', cell: w => number(w.gpus), number: true},
            {label: 'Power', cell: w => watts(w.powerWatts), number: true},
            {label: 'State to move', cell: w => number(w.stateGigabytes) + ' GB', number: true},
            {label: 'Priority', cell: w => number(w.priority, 1), number: true},
            {
                label: 'Checkpoint',
                cell: w =>
                    Number.isFinite(millis(w.lastCheckpoint)) ? away(millis(w.lastCheckpoint), clock.now()) : '–',
                number: true,
            },
            {
                label: 'Moves',
                cell: w => (w.migratable ? number(w.placementGeneration - 1) : 'may not move'),
                number: true,
            },
        ],
    });
