/** The fleet's event time between two words from the server: it runs at the fleet's speed and never jumps back a little. */

let base = NaN;
let heard = 0;
let speed = 1;
let stated = false;

/** Takes a sample of event time (epoch milliseconds) and, when the server says it, the speed. */
export function sample(eventMillis, statedSpeed) {
    if (!Number.isFinite(eventMillis)) return;
    const wall = performance.now();
    if (Number.isFinite(statedSpeed) && statedSpeed > 0) {
        speed = statedSpeed;
        stated = true;
    } else if (!stated && Number.isFinite(base) && wall - heard > 1500) {
        const measured = (eventMillis - base) / (wall - heard);
        if (measured > 0.2) speed = Math.abs(measured - 1) < 0.25 ? 1 : Math.round(measured);
    }
    const ahead = now() - eventMillis;
    if (ahead > 0 && ahead < 5000 * speed) eventMillis += ahead * 0.7;
    base = eventMillis;
    heard = wall;
}

/** Event time now, epoch milliseconds; NaN before the first word. */
export function now() {
    // Two minutes without a word: stop rather than pretend.
    return base + Math.min(performance.now() - heard, 120_000) * speed;
}

export const currentSpeed = () => speed;
