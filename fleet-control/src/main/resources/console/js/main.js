/** The frame of the console: top bar, pages, keys. Each page is a module with a mount function that returns {tick, destroy}. */

import * as clock from './clock.js';
import {post} from './api.js';
import {ask, askWho, report, showWho, tell} from './dialog.js';
import {h, set, text} from './dom.js';
import {clockTime, date, millis, moment, span} from './format.js';
import {gate} from './parts.js';
import {ask as askSession, locked, session} from './session.js';
import {on, settled, state, takeHold} from './store.js';
import {reconnect, start, stop} from './stream.js';

const PAGES = [
    {path: '', title: 'Fleet', load: () => import('./views/fleet.js')},
    {path: 'hazards', title: 'Hazards', load: () => import('./views/hazards.js')},
    {path: 'alarms', title: 'Alarms', load: () => import('./views/alarms.js')},
    {path: 'commands', title: 'Commands', load: () => import('./views/commands.js')},
    {path: 'value', title: 'Value', load: () => import('./views/value.js')},
    {path: 'nodes', title: 'Nodes', load: parts => (parts[0] ? import('./views/node.js') : import('./views/nodes.js'))},
    {
        path: 'workloads',
        title: 'Workloads',
        load: parts => (parts[0] ? import('./views/workload.js') : import('./views/workloads.js')),
    },
    {
        path: 'rules',
        title: 'Rules',
        load: parts => (parts[0] === 'of' ? import('./views/rule.js') : import('./views/rules.js')),
    },
    {path: 'webhooks', title: 'Webhooks', load: () => import('./views/webhooks.js')},
    {path: 'audit', title: 'Audit', load: () => import('./views/audit.js')},
];
const STALE_MILLIS = 30_000;

const content = document.getElementById('content');
const parts = {};
let current = null;
let visit = 0;

function buildTop() {
    parts.time = h('time', {'data-testid': 'event-time'}, '--:--:--');
    parts.date = h('span', {class: 'date'});
    parts.speed = h('span', {class: 'speed'});
    parts.verdict = h('strong', {class: 'verdict unknown', 'data-testid': 'verdict'}, 'Unknown');
    parts.reasons = h('span', {class: 'reasons', 'data-testid': 'reasons'});
    parts.hold = h('button', {type: 'button', class: 'hold', 'aria-pressed': 'false', onclick: toggleHold}, 'HOLD');
    parts.who = h('button', {type: 'button', class: 'quiet who', hidden: true, 'data-testid': 'who', onclick: pressWho});
    parts.link = h(
        'button',
        {type: 'button', class: 'quiet link-state connecting', onclick: reconnect, 'data-testid': 'link'},
        h('span', null, 'Connecting'),
    );
    set(
        document.getElementById('top'),
        h(
            'a',
            {class: 'brand', href: '#/', 'aria-label': 'Penumbra, fleet page'},
            h('img', {src: 'data/mark.svg', alt: ''}),
            h('b', null, 'Penumbra'),
        ),
        h('div', {class: 'clock', title: 'Event time of the fleet, UTC'}, parts.time, parts.date, parts.speed),
        h('div', {class: 'safety', role: 'status', 'aria-label': 'Next orbit'}, parts.verdict, parts.reasons),
        h(
            'div',
            {class: 'controls'},
            parts.link,
            parts.who,
            h(
                'button',
                {type: 'button', class: 'quiet', onclick: toggleTheme, 'aria-label': 'Light / dark', 'data-testid': 'theme'},
                h('span', {class: 'long'}, 'Light / dark'),
                h('span', {class: 'short', 'aria-hidden': 'true'}, '◐'),
            ),
            parts.hold,
        ),
    );
    set(
        document.getElementById('tabs'),
        PAGES.map(page => {
            page.count = h('span', {class: 'count', hidden: true});
            page.tab = h('a', {href: '#/' + page.path}, page.title, page.count);
            return page.tab;
        }),
    );
}

function toggleTheme() {
    const root = document.documentElement;
    root.dataset.theme = root.dataset.theme === 'light' ? 'dark' : 'light';
    localStorage.setItem('penumbra.theme', root.dataset.theme);
    current?.retheme?.();
}

function toggleHold() {
    if (state.hold.on) {
        return ask({
            title: 'Release the hold?',
            needs: 'approver',
            confirm: 'Release',
            intro: 'Commands are issued again. Those that waited are looked at anew; what is past its latest start expires.',
            act: async values => tryHold(await post('release', values)),
        }).then(
            done =>
                done &&
                report(
                    settled('hold', () => !state.hold.on),
                    'Released: commands are issued again.',
                ),
        );
    }
    return ask({
        title: 'Hold all commands?',
        confirm: 'Hold all commands',
        danger: true,
        intro: 'No command is issued until somebody releases the hold. What is already with a node runs to its end. Hazards do not wait: a workload that must move stays where it is.',
        act: async values => tryHold(await post('hold', values)),
    }).then(
        done =>
            done &&
            report(
                settled('hold', () => state.hold.on),
                'On hold: no command is issued.',
            ),
    );
}

/** Takes a hold from an answer that carries one; otherwise the stream brings it. */
function tryHold(answer) {
    if (typeof answer?.on === 'boolean') takeHold(answer);
}

function showHold() {
    const {hold} = state;
    parts.hold.setAttribute('aria-pressed', String(Boolean(hold.on)));
    text(parts.hold, hold.on ? 'ON HOLD' : 'HOLD');
    gate(parts.hold, hold.on ? 'approver' : 'operator');
    showNotices();
}

function showNotices() {
    const {hold} = state;
    const quiet = performance.now() - state.heardAt;
    const stale = state.heardAt > 0 && quiet > STALE_MILLIS;
    const signature = JSON.stringify([hold, session.role, stale && Math.floor(quiet / 5000), state.link, state.problem]);
    if (parts.noticed === signature) return;
    parts.noticed = signature;
    set(
        document.getElementById('notices'),
        hold.on &&
            h(
                'div',
                {class: 'held', role: 'alert', 'data-testid': 'held'},
                h('strong', null, 'HOLD'),
                h(
                    'p',
                    null,
                    'No command is issued',
                    hold.by ? ` · ${hold.by}` : '',
                    hold.since ? ` since ${moment(millis(hold.since), clock.now())}` : '',
                    hold.reason ? ` · ${hold.reason}` : '',
                ),
                gate(h('button', {type: 'button', onclick: toggleHold}, 'Release'), 'approver'),
            ),
        (state.link === 'down' || stale) &&
            h(
                'p',
                {class: 'stale', role: 'alert'},
                state.heardAt
                    ? `The last word from fleet control is ${span(quiet / 1000)} old: what you see may have changed. `
                    : 'No word from fleet control yet. ',
                'It is tried again by itself; look at “penumbra serve fleet-control” on its machine if this stays.',
            ),
        state.problem && state.link === 'live' && h('p', {class: 'stale', role: 'alert'}, state.problem),
    );
}

function showSummary() {
    const {summary} = state;
    const known =
        summary?.safeForNextOrbit && performance.now() - state.heardAt < STALE_MILLIS && state.link !== 'down';
    const safe = known && summary.safeForNextOrbit.safe;
    parts.verdict.className = 'verdict ' + (!known ? 'unknown' : safe ? 'safe' : 'risk');
    text(parts.verdict, !known ? 'UNKNOWN' : safe ? 'SAFE' : 'AT RISK');
    const reasons = summary?.safeForNextOrbit?.reasons ?? [];
    text(parts.reasons, !known ? 'No fresh word from the fleet' : safe ? outlook(summary) : reasons.join(' · '));
    parts.reasons.title = reasons.join('\n');
    const speed = clock.currentSpeed();
    text(parts.speed, speed === 1 ? 'live' : `×${Math.round(speed * 10) / 10}`);
}

/** What a safe fleet goes through next: safe is a forecast, and this is what it rests on. */
function outlook({nextHour}) {
    if (!nextHour) return 'for the next orbit';
    return (
        `for the next orbit · within 1 h ${nextHour.umbraEntries} enter umbra, ${nextHour.saaEntries} the SAA, ` +
        `${nextHour.nodesAtRisk} at risk and planned for`
    );
}

function count(path, number, hot) {
    const {count: badge} = PAGES.find(page => page.path === path);
    badge.hidden = !number;
    badge.className = 'count' + (hot ? ' hot' : '');
    text(badge, number > 999 ? '999+' : String(number));
}

function showCounts() {
    const active = [...state.alarms.values()].filter(alarm => alarm.state === 'ACTIVE');
    const grave = active.some(alarm => ['DISTRESS', 'CRITICAL', 'SEVERE'].includes(alarm.level));
    count('alarms', active.length, grave);
    const waiting = [...state.commands.values()].filter(entry => entry.state === 'AWAITING_APPROVAL').length;
    count('commands', waiting, waiting > 0);
    showTitle(active.length);
}

/** Webhook messages that nobody took, and endpoints that are left alone. */
function showLetters() {
    const {undelivered = 0, failing = 0} = state.summary?.webhooks ?? {};
    count('webhooks', undelivered || failing, failing > 0);
}

function showTitle(active = [...state.alarms.values()].filter(alarm => alarm.state === 'ACTIVE').length) {
    document.title = (active ? `(${active}) ` : '') + (current?.title ? current.title + ' · ' : '') + 'Penumbra';
}

const LINK_WORDS = {live: 'Live', connecting: 'Connecting', down: 'No connection'};

function showLink() {
    parts.link.className = 'quiet link-state ' + state.link;
    text(parts.link.firstChild, LINK_WORDS[state.link]);
    parts.link.setAttribute('aria-label', 'Stream: ' + LINK_WORDS[state.link] + '. Press to reconnect.');
    showSummary();
    showNotices();
}

function showWhoIsThere() {
    const known = Boolean(session.role);
    parts.who.hidden = !known && !session.tokenRequired;
    text(parts.who, known ? [session.name, session.role].filter(Boolean).join(' · ') : 'Sign in');
    parts.who.setAttribute('aria-label', known ? `Signed in: ${parts.who.textContent}` : 'Sign in');
    showHold();
    current?.rights?.();
    if (locked()) enter();
}

function pressWho() {
    if (session.role) showWho();
    else askWho(false);
}

let entering = false;

/** Nothing is read before somebody is known, where the fleet wants that. */
async function enter() {
    if (entering) return;
    entering = true;
    // A page that is still on its way must not be mounted over the sign-in.
    visit++;
    stop();
    current?.destroy?.();
    current = null;
    set(content, h('p', {class: 'empty'}, 'Sign in to see the fleet.'));
    await askWho(true);
    entering = false;
    await route();
    start();
}

function tick() {
    const now = clock.now();
    if (Number.isFinite(now)) {
        text(parts.time, clockTime(now));
        text(parts.date, date(now) + ' UTC');
    }
    showSummary();
    showNotices();
    if (!document.hidden) current?.tick?.();
}

async function route() {
    if (locked()) return;
    const [path = '', ...rest] = location.hash.replace(/^#\/?/, '').split('?')[0].split('/').map(decodeURIComponent);
    const page = PAGES.find(p => p.path === path) ?? PAGES[0];
    const turn = ++visit;
    const same = current?.page === page && current.update?.(rest.filter(Boolean));
    for (const other of PAGES) other.tab[other === page ? 'setAttribute' : 'removeAttribute']('aria-current', 'page');
    page.tab.scrollIntoView({block: 'nearest', inline: 'center'});
    if (same) return;
    let module;
    try {
        module = await page.load(rest.filter(Boolean));
    } catch {
        set(
            content,
            h('p', {class: 'empty'}, 'This page could not be loaded. Reload when fleet control answers again.'),
        );
        return;
    }
    if (turn !== visit) return;
    current?.destroy?.();
    content.replaceChildren();
    content.className = 'page-' + (page.path || 'fleet');
    current = {page, title: rest[0] || page.title, ...module.mount(content, rest.filter(Boolean))};
    showTitle();
    scrollTo(0, 0);
}

const HELP = [
    ['g f, g h, g a, g c, g n', 'Fleet, hazards, alarms, commands, nodes'],
    ['g v, g w, g r, g e, g u', 'Value, workloads, rules, webhooks, audit'],
    ['j, k', 'Next and previous row'],
    ['Enter', 'Open the row'],
    ['a', 'Acknowledge the alarm, approve the command'],
    ['s, u', 'Shelve the alarm, take it off the shelf'],
    ['o, n', 'Take over the alarm, leave a note for the next shift'],
    ['m', 'Take the alarm out of service, or return it'],
    ['x', 'Mark the alarm, to act on several'],
    ['c', 'Cancel the command'],
    ['s', 'Send the webhook message again'],
    ['/', 'Filter'],
    ['Shift H', 'Hold or release'],
    ['?', 'This page'],
];
const GO = {
    f: '',
    h: 'hazards',
    a: 'alarms',
    c: 'commands',
    v: 'value',
    n: 'nodes',
    w: 'workloads',
    r: 'rules',
    e: 'webhooks',
    u: 'audit',
};
let going = 0;

function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    const typing = event.target.closest?.('input, textarea, select');
    if (typing) {
        if (event.key === 'Escape') typing.blur();
        return;
    }
    if (going > performance.now() && GO[event.key] !== undefined) {
        going = 0;
        location.hash = '#/' + GO[event.key];
        return;
    }
    const filter = content.querySelector('input[type="search"]');
    if (event.key === 'g') going = performance.now() + 1200;
    else if (event.key === 'H') toggleHold();
    else if (event.key === '?')
        tell(
            'Keys',
            h(
                'dl',
                {class: 'facts'},
                HELP.map(([k, what]) => [h('dt', null, h('kbd', null, k)), h('dd', null, what)]),
            ),
        );
    else if (event.key === '/' && filter) {
        event.preventDefault();
        filter.focus();
    } else if (current?.key?.(event)) event.preventDefault();
}

buildTop();
on('summary', showSummary);
on('summary', showLetters);
on('session', showWhoIsThere);
on('hold', showHold);
on('alarms', showCounts);
on('commands', showCounts);
on('link', showLink);
addEventListener('hashchange', route);
addEventListener('keydown', key);
document.querySelector('.skip').addEventListener('click', event => {
    event.preventDefault();
    content.focus();
});
askSession().then(() => {
    // Whoever must sign in first was asked by now.
    if (locked()) return;
    route();
    start();
});
setInterval(tick, 500);
