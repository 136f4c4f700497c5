/** Hazards from the server: how many nodes are under what, and the windows of some nodes. */

import {ApiError, get} from './api.js';
import {CONTACTS, KINDS, millis} from './format.js';

const BUCKETS = 180;
let counted = true;

/**
 * Nodes inside a window of each kind, by time: {from, to, bucketSeconds, foreseenUntil, kinds: {UMBRA: [...]}}. Asks the
 * server for the counts; one that does not count gives its windows, and they are counted here.
 */
export async function density(from, to, signal) {
    const range = {from: new Date(from).toISOString(), to: new Date(to).toISOString()};
    if (counted) {
        try {
            const answer = await get('hazards/density', {...range, buckets: BUCKETS}, signal);
            return {
                ...answer,
                from: millis(answer.from),
                to: millis(answer.to),
                foreseenUntil: millis(answer.foreseenUntil),
            };
        } catch (error) {
            if (!(error instanceof ApiError) || error.status !== 404) throw error;
            counted = false;
        }
    }
    const answer = await get('hazards', {...range, size: 1000}, signal);
    return count(answer.items, from, to);
}

export function count(windows, from, to) {
    const step = (to - from) / BUCKETS;
    const kinds = {};
    for (const window of windows) {
        const row = (kinds[window.kind] ??= new Array(BUCKETS).fill(0));
        const first = Math.max(0, Math.floor((millis(window.start) - from) / step));
        const last = Math.min(BUCKETS - 1, Math.floor((millis(window.end) - from) / step));
        for (let i = first; i <= last; i++) row[i]++;
    }
    return {from, to, bucketSeconds: step / 1000, kinds};
}

/** Kinds of a density in their fixed order, only those that have something; contacts last, or not at all. */
export function presentKinds(answer, contacts = true) {
    return (contacts ? [...KINDS, ...CONTACTS] : KINDS).filter(kind => answer.kinds[kind]?.some(n => n > 0));
}

/** Windows of these nodes, by node id. */
export async function windowsOf(ids, from, to, signal) {
    const byNode = new Map(ids.map(id => [id, []]));
    if (ids.length === 0) return byNode;
    const answer = await get(
        'hazards',
        {
            node: ids.join(','),
            size: 1000,
            from: new Date(from).toISOString(),
            to: new Date(to).toISOString(),
        },
        signal,
    );
    for (const window of answer.items) byNode.get(window.nodeId)?.push(window);
    return byNode;
}
