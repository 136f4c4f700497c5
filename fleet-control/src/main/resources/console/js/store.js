/** What the console knows of the fleet, fed by snapshots and by the stream. Views subscribe to topics. */

import * as clock from './clock.js';
import {ILLUMINATIONS, LEVELS, millis, rank} from './format.js';

const listeners = new Map();
const dirty = new Set();
let scheduled = false;

/** Calls back, at most once a frame, after a topic changed; returns the way to stop. */
export function on(topic, callback) {
    if (!listeners.has(topic)) listeners.set(topic, new Set());
    listeners.get(topic).add(callback);
    return () => listeners.get(topic).delete(callback);
}

export function emit(topic) {
    dirty.add(topic);
    if (scheduled) return;
    scheduled = true;
    // A hidden page gets no animation frames, yet its title still counts the alarms.
    if (document.hidden) setTimeout(flush, 500);
    else requestAnimationFrame(flush);
}

function flush() {
    scheduled = false;
    const topics = [...dirty];
    dirty.clear();
    for (const topic of topics) for (const callback of listeners.get(topic) ?? []) callback();
}

/** Positions and states as columns: ten thousand nodes are a few typed arrays, not ten thousand objects. */
export const fleet = {
    ids: [],
    index: new Map(),
    lat: new Float32Array(0),
    lon: new Float32Array(0),
    level: new Uint8Array(0),
    light: new Uint8Array(0),
    silent: new Uint8Array(0),
};

function write(i, columns, k) {
    const lat = columns.lat[k];
    const lon = columns.lon[k];
    fleet.lat[i] = lat === null || lat === undefined ? NaN : lat;
    fleet.lon[i] = lon === null || lon === undefined ? NaN : lon;
    fleet.level[i] = rank(LEVELS, columns.level[k]);
    fleet.light[i] = rank(ILLUMINATIONS, columns.illumination[k]);
    fleet.silent[i] = columns.silent?.[k] ? 1 : 0;
}

function allocate(ids) {
    fleet.ids = ids;
    fleet.index = new Map(ids.map((id, i) => [id, i]));
    for (const name of ['lat', 'lon']) fleet[name] = new Float32Array(ids.length).fill(NaN);
    for (const name of ['level', 'light', 'silent']) fleet[name] = new Uint8Array(ids.length);
}

/** Replaces the whole fleet by this snapshot. */
export function takePositions(columns) {
    allocate(columns.ids);
    for (let k = 0; k < columns.ids.length; k++) write(k, columns, k);
    emit('positions');
}

/** Applies changed nodes; one that was unknown joins the fleet. */
export function takeStatus(columns) {
    const fresh = columns.ids.filter(id => !fleet.index.has(id));
    if (fresh.length > 0) {
        const before = {...fleet};
        allocate(before.ids.concat(fresh));
        for (const name of ['lat', 'lon', 'level', 'light', 'silent']) fleet[name].set(before[name]);
    }
    for (let k = 0; k < columns.ids.length; k++) write(fleet.index.get(columns.ids[k]), columns, k);
    emit('positions');
}

export const state = {
    summary: null,
    hold: {on: false},
    alarms: new Map(),
    incidents: new Map(),
    commands: new Map(),
    ledgerKnown: false,
    link: 'connecting',
    heardAt: 0,
    problem: null,
};

export function takeSummary(summary) {
    state.summary = summary;
    state.heardAt = performance.now();
    clock.sample(millis(summary.time), summary.speed);
    if (summary.hold) takeHold(summary.hold);
    emit('summary');
}

export function takeHold(hold) {
    state.hold = hold;
    emit('hold');
}

const list = value => (Array.isArray(value) ? value : (value?.items ?? [value]));

/** Alarms by key; one that is back to normal and needs nobody leaves the desk. */
export function takeAlarms(value, whole = false) {
    if (whole) state.alarms.clear();
    for (const alarm of list(value)) {
        if (alarm.state === 'NORMAL') state.alarms.delete(alarm.alarmKey);
        else state.alarms.set(alarm.alarmKey, alarm);
    }
    emit('alarms');
}

/** Incidents by id; one without an open alarm leaves the desk. */
export function takeIncidents(value, whole = false) {
    if (whole) state.incidents.clear();
    for (const incident of list(value)) {
        if (incident.open > 0) state.incidents.set(incident.incidentId, incident);
        else state.incidents.delete(incident.incidentId);
    }
    emit('alarms');
}

const LEDGER_KEPT = 1000;

/** Ledger entries by command id; the oldest closed ones go when there are more than anybody reads. */
export function takeCommands(value, whole = false) {
    const before = whole ? new Map(state.commands) : state.commands;
    if (whole) {
        state.commands.clear();
        state.ledgerKnown = true;
    }
    for (const entry of list(value)) {
        // Only a command that is asked for by itself says what it was worth; that stays true.
        entry.value ??= before.get(idOf(entry))?.value;
        state.commands.set(idOf(entry), entry);
    }
    if (state.commands.size > LEDGER_KEPT) {
        const byAge = [...state.commands.values()].sort((a, b) => millis(a.time) - millis(b.time));
        for (const entry of byAge) {
            if (state.commands.size <= LEDGER_KEPT) break;
            if (isClosed(entry)) state.commands.delete(idOf(entry));
        }
    }
    emit('commands');
}

export const idOf = entry => entry.commandId ?? entry.proposal.commandId;

const CLOSED = new Set(['COMPLETED', 'REFUSED', 'REJECTED', 'EXPIRED', 'CANCELLED', 'TIMED_OUT', 'FAILED']);
export const isClosed = entry => CLOSED.has(entry.state);

/**
 * Waits until the state shows what was asked for: an answer "taken" is not yet an effect.
 *
 * @returns a promise of whether it did, false after some seconds
 */
export function settled(topic, test, patienceMillis = 10_000) {
    if (test()) return Promise.resolve(true);
    return new Promise(resolve => {
        const end = result => {
            stop();
            clearTimeout(timer);
            resolve(result);
        };
        const stop = on(topic, () => test() && end(true));
        const timer = setTimeout(() => end(false), patienceMillis);
    });
}

export function setLink(link) {
    if (state.link === link) return;
    state.link = link;
    emit('link');
}
