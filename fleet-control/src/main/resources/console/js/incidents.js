/** Alarms of one incident as one row. */

import {state} from './store.js';

/** From this many open alarms on an incident is shown as one row. */
export const FOLDED_FROM = 5;

/** The incident that hides an alarm among many, or null. */
export function incidentOf(alarm) {
    const incident = alarm.incidentId ? state.incidents.get(alarm.incidentId) : null;
    return incident && incident.open >= FOLDED_FROM ? incident : null;
}

/**
 * Puts one row for each incident in the place of its first alarm; its members follow only where it is opened.
 *
 * @param alarms in the order in which they are shown
 * @param opened ids of the incidents whose members are shown
 */
export function foldIncidents(alarms, opened = new Set()) {
    const rows = [];
    const placed = new Map();
    for (const alarm of alarms) {
        const incident = incidentOf(alarm);
        if (!incident) {
            rows.push(alarm);
            continue;
        }
        let row = placed.get(incident.incidentId);
        if (!row) {
            row = {...alarm, alarmKey: incident.incidentId, incident, message: incident.example, members: []};
            placed.set(incident.incidentId, row);
            rows.push(row);
        }
        row.members.push(alarm);
        if (opened.has(incident.incidentId)) rows.push(alarm);
    }
    return rows;
}
