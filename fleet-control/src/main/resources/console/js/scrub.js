/** The time that the map shows: now, or a moment of the next three hours with the nodes where their orbits take them. */

import * as clock from './clock.js';
import {get} from './api.js';
import {h, text} from './dom.js';
import {clockTime, ILLUMINATIONS, LEVELS, rank, span} from './format.js';

const HORIZON_MINUTES = 180;
const STEP_MINUTES = 5;
const MINUTE = 60_000;

/** Columns of an answer as the map draws them. */
function columnsOf(answer) {
    return {
        ids: answer.ids,
        index: new Map(answer.ids.map((id, i) => [id, i])),
        lat: Float32Array.from(answer.lat, value => value ?? NaN),
        lon: Float32Array.from(answer.lon, value => value ?? NaN),
        level: Uint8Array.from(answer.level, value => rank(LEVELS, value)),
        light: Uint8Array.from(answer.illumination, value => rank(ILLUMINATIONS, value)),
        silent: Uint8Array.from(answer.silent, value => (value ? 1 : 0)),
    };
}

/**
 * A slider from now to three hours ahead.
 *
 * @param show called with (time in epoch milliseconds, columns), or (NaN, null) for now
 * @returns {element, time(): epoch milliseconds that the map shows}
 */
export function scrubber(show) {
    let at = NaN;
    let wanted = NaN;
    let reading = false;
    const label = h('output', {class: 'scrub-time', for: 'scrub', 'data-testid': 'scrub-time'}, 'Now');
    const problem = h('span', {class: 'bad small', role: 'alert'});
    const slider = h('input', {
        id: 'scrub',
        type: 'range',
        min: 0,
        max: HORIZON_MINUTES,
        step: STEP_MINUTES,
        value: 0,
        'aria-label': 'Time of the map, minutes from now',
        oninput: choose,
    });
    const back = h('button', {type: 'button', hidden: true, onclick: toNow}, 'Back to now');

    function choose() {
        const minutes = Number(slider.value);
        const now = clock.now();
        if (minutes === 0 || !Number.isFinite(now)) return toNow();
        wanted = Math.round((now + minutes * MINUTE) / MINUTE) * MINUTE;
        describe(minutes);
        read();
    }

    function describe(minutes) {
        const words = minutes ? `${clockTime(wanted, false)} UTC, in ${span(minutes * 60)}` : 'Now';
        text(label, words);
        slider.setAttribute('aria-valuetext', words);
        back.hidden = !minutes;
    }

    function toNow() {
        slider.value = 0;
        at = wanted = NaN;
        describe(0);
        text(problem, '');
        show(NaN, null);
    }

    /** One question at a time; what was chosen meanwhile is asked next. */
    async function read() {
        if (reading) return;
        reading = true;
        try {
            while (Number.isFinite(wanted) && wanted !== at) {
                const asked = wanted;
                const answer = await get('nodes/positions', {at: new Date(asked).toISOString()});
                if (!Number.isFinite(wanted)) break;
                at = asked;
                text(problem, answer.ids.length ? '' : 'No orbital elements are known: nobody can say where nodes will be.');
                show(at, columnsOf(answer));
            }
        } catch (error) {
            text(problem, error.message);
            wanted = at;
        } finally {
            reading = false;
        }
    }

    return {
        element: h(
            'div',
            {class: 'scrub'},
            h('label', {for: 'scrub'}, 'Map at'),
            slider,
            label,
            back,
            h('span', {class: 'muted small scrub-note'}, 'Ahead: places and light from the orbits, levels as of now.'),
            problem,
        ),
        time: () => (Number.isFinite(at) ? at : clock.now()),
    };
}
