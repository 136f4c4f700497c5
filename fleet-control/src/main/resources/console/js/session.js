/** Who sits here and what that person may do. A token goes to the server once and comes back as a cookie that no script reads. */

import {get, onUnknown, post} from './api.js';
import {emit} from './store.js';

const ROLES = ['viewer', 'operator', 'approver', 'admin'];

/** What each role may do, each all that those before it may. */
export const MAY = {
    viewer: 'look',
    operator: 'acknowledge and shelve alarms, plan maintenance, cancel a command, put HOLD on',
    approver: 'approve and reject commands, and take HOLD off',
    admin: 'change the rules',
};

export const session = {signInRequired: false, tokenRequired: false, name: '', role: ''};

function take(answer) {
    Object.assign(session, {name: '', role: ''}, answer);
    emit('session');
}

onUnknown.call = () => {
    if (session.name) take({...session, name: '', role: ''});
};

/** Asks the server; one that does not answer leaves everything as it was. */
export async function ask() {
    try {
        take(await get('session'));
    } catch {
        // Whoever runs a server without sessions needs none.
    }
    return session;
}

/** Signs in with a token; throws with a sentence if it is not known. */
export async function signIn(token) {
    take(await post('session', {}, {Authorization: 'Bearer ' + token}));
}

export async function signOut() {
    await post('session/end', {});
    take({});
    await ask();
}

/** Whether the server will let this person do what needs the role. */
export function may(role) {
    return !session.role || ROLES.indexOf(session.role) >= ROLES.indexOf(role);
}

/** Why not, as one sentence; empty if it may be done. */
export function whyNot(role) {
    return may(role) ? '' : `This needs the role ${role}; ${session.name || 'you'} ${session.name ? 'is' : 'are'} ${session.role}.`;
}

/** Whether nobody may look before signing in. */
export const locked = () => session.signInRequired && !session.name;
