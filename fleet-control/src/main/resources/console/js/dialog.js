/** Questions to the operator. Every action asks who and why; the answer goes into the audit. */

import {ApiError} from './api.js';
import {h, set, text} from './dom.js';
import {MAY, session, signIn, signOut, whyNot} from './session.js';

const OPERATOR = 'penumbra.operator';

/** Whoever is signed in signs with that name; others say who they are, and are remembered. */
const remembered = () => session.name || (localStorage.getItem(OPERATOR) ?? '');

function control(field) {
    const common = {
        id: 'field-' + field.name,
        name: field.name,
        required: field.required ?? true,
        readonly: field.fixed,
        value: field.value,
        autocomplete: 'off',
        placeholder: field.placeholder,
    };
    if (field.options) {
        return h(
            'select',
            common,
            field.options.map(([value, label]) => h('option', {value, selected: value === field.value}, label)),
        );
    }
    return h(field.rows ? 'textarea' : 'input', {
        ...common,
        type: field.rows ? null : (field.type ?? 'text'),
        rows: field.rows,
        step: field.step,
    });
}

/**
 * Asks in a dialog and does; a refusal is shown inside it and the answers stay.
 *
 * @param question title, intro, confirm (label), danger, fields, needs (role), act(values) -> promise
 * @returns a promise of whether it was done
 */
export function ask({title, intro, confirm, danger, reason = 'Why', fields = [], needs = 'operator', act}) {
    if (whyNot(needs)) {
        toast(whyNot(needs), true);
        return Promise.resolve(false);
    }
    const all = [
        {
            name: 'operator',
            label: 'Who',
            value: remembered(),
            placeholder: 'your name',
            fixed: Boolean(session.name),
        },
        {name: 'reason', label: reason, placeholder: 'in your own words; it is kept in the audit'},
        ...fields,
    ];
    const before = document.activeElement;
    const problem = h('p', {class: 'problem', role: 'alert'});
    const submit = h('button', {class: danger ? 'danger' : 'primary'}, confirm);
    const body = h('div');
    const dialog = h('dialog', {'aria-labelledby': 'dialog-title'});
    const show = list =>
        set(
            body,
            list.map(field =>
                h(
                    'div',
                    {class: 'field'},
                    h('label', {for: 'field-' + field.name}, field.label),
                    control(field),
                    field.hint ? h('small', null, field.hint) : null,
                ),
            ),
        );
    body.className = 'fields';
    show(all);
    let done = false;
    const form = h(
        'form',
        {
            onsubmit: async event => {
                event.preventDefault();
                const values = Object.fromEntries(new FormData(form));
                if (!session.name) localStorage.setItem(OPERATOR, values.operator.trim());
                submit.disabled = true;
                text(problem, '');
                try {
                    if (values.token) {
                        await signIn(values.token);
                        delete values.token;
                    }
                    await act(values);
                    done = true;
                    dialog.close();
                } catch (error) {
                    text(problem, error.message);
                    if (error instanceof ApiError && error.needsToken && !form.elements.token) {
                        body.append(
                            h(
                                'div',
                                {class: 'field'},
                                h('label', {for: 'field-token'}, 'Access token'),
                                h('input', {
                                    id: 'field-token',
                                    name: 'token',
                                    type: 'password',
                                    autocomplete: 'off',
                                    required: true,
                                }),
                                h('small', null, 'You stay signed in for half a day, or until you sign out.'),
                            ),
                        );
                        form.elements.token.focus();
                    }
                } finally {
                    submit.disabled = false;
                }
            },
        },
        h('h2', {id: 'dialog-title'}, title),
        intro ? h('p', {class: 'muted'}, intro) : null,
        body,
        problem,
        h('div', {class: 'actions'}, h('button', {type: 'button', onclick: () => dialog.close()}, 'Back'), submit),
    );
    dialog.append(form);
    document.body.append(dialog);
    dialog.showModal();
    (remembered() ? form.elements.reason : form.elements.operator).focus();
    return new Promise(resolve =>
        dialog.addEventListener('close', () => {
            dialog.remove();
            if (before?.isConnected) before.focus({preventScroll: true});
            resolve(done);
        }),
    );
}

/** Shows text in a dialog that only closes. */
export function tell(title, ...content) {
    const dialog = h(
        'dialog',
        {'aria-labelledby': 'dialog-title'},
        h(
            'form',
            {
                onsubmit: event => {
                    event.preventDefault();
                    dialog.close();
                },
            },
            h('h2', {id: 'dialog-title'}, title),
            content,
            h('div', {class: 'actions'}, h('button', {class: 'primary'}, 'Close')),
        ),
    );
    document.body.append(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
}

/**
 * Asks who is there, by a token; where nobody may look without, it cannot be put off.
 *
 * @param binding whether the page is of no use before
 * @returns a promise of whether somebody signed in
 */
export function askWho(binding) {
    const problem = h('p', {class: 'problem', role: 'alert'});
    const submit = h('button', {class: 'primary'}, 'Sign in');
    let done = false;
    const form = h(
        'form',
        {
            onsubmit: async event => {
                event.preventDefault();
                submit.disabled = true;
                text(problem, '');
                try {
                    await signIn(form.elements.token.value.trim());
                    done = true;
                    dialog.close();
                } catch (error) {
                    text(problem, error.status === 401 ? 'Nobody has this token.' : error.message);
                    form.elements.token.select();
                } finally {
                    submit.disabled = false;
                }
            },
        },
        h('h2', {id: 'dialog-title'}, 'Who is there?'),
        h(
            'p',
            {class: 'muted'},
            binding
                ? 'This fleet shows itself only to people it knows. Your access token comes from whoever runs fleet control.'
                : 'With your access token you act in your own name, as your role permits.',
        ),
        h(
            'div',
            {class: 'field'},
            h('label', {for: 'field-token'}, 'Access token'),
            h('input', {id: 'field-token', name: 'token', type: 'password', autocomplete: 'current-password', required: true}),
            h('small', null, 'You stay signed in for half a day, or until you sign out.'),
        ),
        problem,
        h(
            'div',
            {class: 'actions'},
            binding ? null : h('button', {type: 'button', onclick: () => dialog.close()}, 'Back'),
            submit,
        ),
    );
    const dialog = h('dialog', {'aria-labelledby': 'dialog-title', class: 'who'}, form);
    if (binding) dialog.addEventListener('cancel', event => event.preventDefault());
    document.body.append(dialog);
    dialog.showModal();
    form.elements.token.focus();
    return new Promise(resolve =>
        dialog.addEventListener('close', () => {
            dialog.remove();
            // A browser lets nobody be held in a dialog for ever: asked again, until somebody is known.
            resolve(done || (binding ? askWho(true) : false));
        }),
    );
}

/** Shows who is signed in and what that role may do, and lets that person go. */
export function showWho() {
    const roles = Object.entries(MAY);
    const reached = roles.findIndex(([role]) => role === session.role);
    const dialog = h(
        'dialog',
        {'aria-labelledby': 'dialog-title'},
        h(
            'form',
            {
                onsubmit: event => {
                    event.preventDefault();
                    dialog.close();
                },
            },
            h('h2', {id: 'dialog-title'}, session.name || 'Signed in'),
            h('p', {class: 'muted'}, `Your role is ${session.role}. What you do is kept in the audit under this name.`),
            h(
                'dl',
                {class: 'facts'},
                roles.map(([role, may], i) => [
                    h('dt', null, role),
                    h('dd', null, i <= reached ? 'you may ' : 'you may not ', may),
                ]),
            ),
            h(
                'div',
                {class: 'actions'},
                h(
                    'button',
                    {
                        type: 'button',
                        onclick: async () => {
                            dialog.close();
                            await signOut();
                        },
                    },
                    'Sign out',
                ),
                h('button', {class: 'primary'}, 'Close'),
            ),
        ),
    );
    document.body.append(dialog);
    dialog.addEventListener('close', () => dialog.remove());
    dialog.showModal();
}

/** Says that something is done once the state shows it, and says so too when it does not. */
export async function report(effect, message) {
    if (await effect) toast(message);
    else toast('Taken, but its effect has not been seen yet. Look at the audit before you repeat it.', true);
}

/** A short word that something was done or went wrong; goes by itself. */
export function toast(message, bad = false) {
    const element = h('div', {class: 'toast' + (bad ? ' bad' : '')}, message);
    document.getElementById('toasts').append(element);
    setTimeout(() => element.remove(), bad ? 9000 : 4500);
}
