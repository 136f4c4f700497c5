/** Building the page. Strings always become text nodes: nothing a server says is ever read as markup. */

const SVG = 'http://www.w3.org/2000/svg';

function apply(element, properties) {
    for (const [name, value] of Object.entries(properties ?? {})) {
        if (value === undefined || value === null || value === false) continue;
        if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
        else if (name === 'class') element.setAttribute('class', value);
        else if (name === 'value') element.value = value;
        else element.setAttribute(name, value === true ? '' : String(value));
    }
}

function fill(element, children) {
    for (const child of children.flat(Infinity)) {
        if (child === undefined || child === null || child === false) continue;
        element.append(child instanceof Node ? child : String(child));
    }
}

/** An HTML element; properties starting with "on" are listeners, the rest attributes. */
export function h(tag, properties, ...children) {
    const element = document.createElement(tag);
    apply(element, properties);
    fill(element, children);
    return element;
}

/** An SVG element. */
export function s(tag, properties, ...children) {
    const element = document.createElementNS(SVG, tag);
    apply(element, properties);
    fill(element, children);
    return element;
}

/** Replaces the children. */
export function set(element, ...children) {
    element.replaceChildren();
    fill(element, children);
}

/** Sets the text, only when it is another. */
export function text(element, value) {
    if (element.textContent !== value) element.textContent = value;
}

/**
 * Keeps the children of a parent in step with a list: rows that stay are kept (and with them focus and hover), and a row
 * is rebuilt only when its signature has changed.
 */
export function keyed(parent, items, keyOf, signatureOf, build) {
    const old = new Map();
    for (const child of parent.children) old.set(child.dataset.key, child);
    let place = parent.firstElementChild;
    for (const item of items) {
        const key = keyOf(item);
        const signature = signatureOf(item);
        let row = old.get(key);
        old.delete(key);
        if (row && row.dataset.signature !== signature) {
            const fresh = build(item);
            const focused = row.contains(document.activeElement);
            if (place === row) place = fresh;
            row.replaceWith(fresh);
            row = fresh;
            if (focused) row.focus({preventScroll: true});
        } else if (!row) {
            row = build(item);
        }
        row.dataset.key = key;
        row.dataset.signature = signature;
        if (row === place) place = place.nextElementSibling;
        else parent.insertBefore(row, place);
    }
    for (const gone of old.values()) gone.remove();
}

const widths =
    typeof ResizeObserver === 'undefined'
        ? null
        : new ResizeObserver(entries => {
              for (const {target} of entries) {
                  if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
                  else target.removeAttribute('tabindex');
              }
          });

/** An element that scrolls sideways where it must: then, and only then, the keyboard can reach it. */
export function scrollable(element) {
    widths?.observe(element);
    return element;
}

/** What a page shows instead of data: what is the case and what to do. */
export function empty(headline, advice, action) {
    return h(
        'div',
        {class: 'empty'},
        h('strong', null, headline),
        advice,
        action && h('div', null, h('button', {type: 'button', onclick: action.run}, action.label)),
    );
}
