/** Words and figures for people. Times are UTC; event time unless said otherwise. */

export const LEVELS = ['IN_LIMITS', 'WATCH', 'WARNING', 'DISTRESS', 'CRITICAL', 'SEVERE'];
export const ILLUMINATIONS = ['UNKNOWN', 'SUNLIT', 'PENUMBRA', 'UMBRA'];
export const KINDS = ['UMBRA', 'PENUMBRA', 'SAA', 'SOLAR_PROTON', 'THERMAL', 'POWER', 'NO_CONTACT', 'MAINTENANCE'];
/** Windows that threaten nothing: what a node can be reached by. */
export const CONTACTS = ['GROUND_CONTACT'];
export const OPEN_STATES = [
    'PROPOSED',
    'AWAITING_APPROVAL',
    'HELD',
    'ISSUED',
    'ACCEPTED',
    'CHECKPOINTED',
    'TRANSFERRED',
    'RESTORED',
];

const WORDS = {
    IN_LIMITS: 'In limits',
    SAA: 'SAA',
    SUNLIT_SAA: 'Sunlit, SAA',
    UMBRA_SAA: 'Umbra, SAA',
    SOLAR_PROTON: 'Solar protons',
    NO_CONTACT: 'No contact',
    THERMAL: 'Thermal limit',
    POWER: 'Power floor',
    AWAITING_APPROVAL: 'Waiting for approval',
    TIMED_OUT: 'Timed out',
    POWER_CAP: 'Power cap',
    ECLIPSE_INGRESS: 'Eclipse ingress',
    SAA_TRANSIT: 'SAA transit',
    UPSET_RATE: 'Upset rate',
    RETURNED: 'Returned to normal',
    OUT_OF_SERVICE: 'Out of service',
    TAKE_OUT_OF_SERVICE: 'Take out of service',
    OWN: 'Take over',
    LINK: 'Laser link',
};
const UNITS = {Cel: '°C', 1: '', 'By/s': 'B/s'};

/** An enum name as a person writes it: SOLAR_PROTON becomes "Solar protons". */
export function word(name) {
    if (name === null || name === undefined || name === '') return '';
    if (WORDS[name]) return WORDS[name];
    const lower = String(name).replaceAll('_', ' ').toLowerCase();
    return lower.charAt(0).toUpperCase() + lower.slice(1);
}

/** Rank of an enum that may come as its name or as its ordinal. */
export function rank(names, value) {
    if (typeof value === 'number') return value;
    const found = names.indexOf(value);
    return found < 0 ? 0 : found;
}

export function millis(instant) {
    if (instant === null || instant === undefined || instant === '') return NaN;
    return typeof instant === 'number' ? instant : Date.parse(instant);
}

const two = n => String(n).padStart(2, '0');

export function clockTime(ms, seconds = true) {
    if (!Number.isFinite(ms)) return '–';
    const d = new Date(ms);
    const hm = two(d.getUTCHours()) + ':' + two(d.getUTCMinutes());
    return seconds ? hm + ':' + two(d.getUTCSeconds()) : hm;
}

export function date(ms) {
    if (!Number.isFinite(ms)) return '–';
    return new Date(ms).toISOString().slice(0, 10);
}

/** Time of day, with the date in front when it is another day than the reference. */
export function moment(ms, reference) {
    if (!Number.isFinite(ms)) return '–';
    return date(ms) === date(reference) ? clockTime(ms) : date(ms) + ' ' + clockTime(ms);
}

/** A length of time: "48 s", "12 min", "2 h 05 min", "3 d 4 h". */
export function span(seconds) {
    if (!Number.isFinite(seconds)) return '–';
    const t = Math.abs(Math.round(seconds));
    if (t < 120) return t + ' s';
    if (t < 3600) return Math.floor(t / 60) + ' min' + (t < 600 && t % 60 ? ' ' + (t % 60) + ' s' : '');
    if (t < 86400) return Math.floor(t / 3600) + ' h ' + two(Math.floor((t % 3600) / 60)) + ' min';
    return Math.floor(t / 86400) + ' d ' + Math.floor((t % 86400) / 3600) + ' h';
}

/** "in 12 min" or "4 min ago". */
export function away(ms, now) {
    if (!Number.isFinite(ms) || !Number.isFinite(now)) return '–';
    return ms >= now ? 'in ' + span((ms - now) / 1000) : span((now - ms) / 1000) + ' ago';
}

/** "in 12 min" of what comes, "for 4 min" of what has begun and is not over. */
export function begins(ms, now) {
    return ms < now ? 'for ' + span((now - ms) / 1000) : away(ms, now);
}

export function number(value, digits = 0) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    return value.toLocaleString('en-GB', {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

/** A figure with three significant digits or so, for readings of any size. */
export function figure(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    const size = Math.abs(value);
    return number(value, size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2);
}

export function quantity(value, ucum) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    if (ucum === '1' && Math.abs(value) <= 1.5) return number(value * 100, 1) + ' %';
    const unit = UNITS[ucum] ?? ucum ?? '';
    return unit ? figure(value) + ' ' + unit : figure(value);
}

export function percent(ratio) {
    return ratio === null || ratio === undefined || !Number.isFinite(ratio) ? '–' : number(ratio * 100) + ' %';
}

/** Watts in a unit that reads well. */
export function watts(value) {
    if (value === null || value === undefined || !Number.isFinite(value)) return '–';
    return Math.abs(value) >= 1000 ? number(value / 1000, 1) + ' kW' : number(value) + ' W';
}

/** A margin with its sign: a plus is time in hand. */
export function margin(seconds) {
    if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–';
    const sign = seconds < 0 ? '−' : '+';
    return sign + number(Math.abs(Math.round(seconds))) + ' s';
}

export function plural(count, one, many = one + 's') {
    return number(count) + ' ' + (count === 1 ? one : many);
}

/** A planner's remark as a sentence begins. */
export function sentence(words) {
    return words.charAt(0).toUpperCase() + words.slice(1);
}
