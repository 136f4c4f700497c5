/** The live stream: snapshots first, then server-sent events; after every break the snapshots are read again. */

import {get, url} from './api.js';
import * as store from './store.js';

const QUIET_MILLIS = 25_000;
const FIRST_RETRY_MILLIS = 1_000;
const LAST_RETRY_MILLIS = 20_000;

let source = null;
let failures = 0;
let retry = null;
let lastEvent = 0;

const columns = batch =>
    Array.isArray(batch)
        ? {
              ids: batch.map(n => n.id ?? n.nodeId),
              lat: batch.map(n => n.lat ?? n.latitudeDegrees),
              lon: batch.map(n => n.lon ?? n.longitudeDegrees),
              level: batch.map(n => n.level),
              illumination: batch.map(n => n.illumination),
              silent: batch.map(n => n.silent),
          }
        : batch;

const takers = {
    status: batch => store.takeStatus(columns(batch)),
    alarm: value => store.takeAlarms(value),
    incident: value => store.takeIncidents(value),
    command: value => store.takeCommands(value),
    summary: value => store.takeSummary(value),
    hold: value => store.takeHold(value),
    hazard: () => store.emit('hazards'),
};

/** Reads everything the console keeps; each part may fail alone. */
export async function snapshot() {
    const asked = performance.now();
    const parts = [
        get('fleet/summary').then(summary => {
            // What was pushed while the answer was on its way is newer than the answer.
            if (store.state.heardAt <= asked) store.takeSummary(summary);
        }),
        get('nodes/positions').then(store.takePositions),
        // Together: a storm must not stand there alarm by alarm until its incident is known. Alarms are shown without, too.
        Promise.all([get('incidents', {size: 1000}).catch(() => []), get('alarms', {size: 1000})]).then(([incidents, alarms]) => {
            store.takeIncidents(incidents, true);
            store.takeAlarms(alarms, true);
        }),
        get('commands', {size: 300}).then(answer => store.takeCommands(answer, true)),
    ];
    const results = await Promise.allSettled(parts);
    store.state.problem = results.find(r => r.status === 'rejected')?.reason?.message ?? null;
    store.emit('link');
    store.emit('hazards');
}

function open() {
    clearTimeout(retry);
    source?.close();
    source = new EventSource(url('stream'));
    source.onopen = () => {
        failures = 0;
        lastEvent = performance.now();
        store.setLink('live');
        snapshot();
    };
    source.onerror = again;
    for (const [type, take] of Object.entries(takers)) {
        source.addEventListener(type, event => {
            lastEvent = performance.now();
            store.state.heardAt = lastEvent;
            take(JSON.parse(event.data));
        });
    }
}

function again() {
    source?.close();
    source = null;
    failures++;
    store.setLink(failures > 2 ? 'down' : 'connecting');
    const backOff = Math.min(FIRST_RETRY_MILLIS * 2 ** (failures - 1), LAST_RETRY_MILLIS);
    clearTimeout(retry);
    retry = setTimeout(open, backOff * (0.7 + 0.6 * Math.random()));
}

/** Reconnects at once, for the person who does not want to wait. */
export function reconnect() {
    failures = 0;
    store.setLink('connecting');
    open();
}

addEventListener('online', () => watch && reconnect());

let watch = null;

/** Hears and reads nothing more until it is started again. */
export function stop() {
    source?.close();
    source = null;
    clearTimeout(retry);
    clearInterval(watch);
    watch = null;
}

export function start() {
    open();
    snapshot();
    if (watch) return;
    watch = setInterval(() => {
        // A half-open connection raises no error: silence does.
        if (source && store.state.link === 'live' && performance.now() - lastEvent > QUIET_MILLIS) again();
    }, 5_000);
}
