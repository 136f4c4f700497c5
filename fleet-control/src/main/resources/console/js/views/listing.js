/** A page that is one table read from the server now and again: workloads, rules, audit. */

import {get} from '../api.js';
import {h, keyed, set, text} from '../dom.js';
import {plural} from '../format.js';
import {table} from '../parts.js';

const SHOWN = 300;

/**
 * Builds such a page.
 *
 * @param page {title, one, path, parameters, columns, key, search (words of an item), nothing: [headline, advice], everySeconds, filter, sort,
 *     enrich (items -> promise of items with more in them), tools (an element for the bar)}
 */
export function listing(root, page) {
    let items = [];
    let readAt = -Infinity;
    const search = h('input', {
        type: 'search',
        placeholder: page.placeholder ?? 'Filter',
        'aria-label': 'Filter ' + page.title.toLowerCase(),
        value: page.filter ?? '',
        oninput: show,
    });
    const note = h('span', {class: 'muted', role: 'status'});
    const grid = table(page.title, page.columns);
    const none = h('div');
    root.append(
        h('div', {class: 'bar'}, h('h1', null, page.title), note, page.tools ?? null, search),
        h('section', {class: 'panel'}, grid.element, none),
    );

    function show() {
        const filter = search.value.trim().toLowerCase();
        const fits = items.filter(item => !filter || page.search(item).join(' ').toLowerCase().includes(filter));
        keyed(
            grid.body,
            fits.slice(0, SHOWN),
            page.key,
            item => JSON.stringify(item),
            item => grid.row(item),
        );
        text(
            note,
            plural(fits.length, page.one) + (fits.length > SHOWN ? `, the first ${SHOWN} shown: filter for more` : ''),
        );
        set(
            none,
            fits.length === 0 &&
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, filter ? 'Nothing fits the filter' : page.nothing[0]),
                    filter ? 'Clear it to see all.' : page.nothing[1],
                ),
        );
    }

    async function read() {
        readAt = performance.now();
        try {
            const answer = await get(page.path, page.parameters);
            items = (answer.items ?? answer).slice();
            if (page.enrich) items = await page.enrich(items);
            if (page.sort) items.sort(page.sort);
            show();
        } catch (error) {
            set(
                none,
                h(
                    'div',
                    {class: 'empty'},
                    h('strong', null, page.title + ' cannot be read'),
                    error.message,
                    h('div', null, h('button', {type: 'button', onclick: read}, 'Try again')),
                ),
            );
        }
    }

    read();
    return {
        read,
        tick() {
            if (performance.now() - readAt > page.everySeconds * 1000) read();
        },
    };
}
