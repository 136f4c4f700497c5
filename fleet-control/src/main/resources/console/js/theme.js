// Runs before the first paint, so that the page never flashes in the other theme.
(() => {
    let stored = null;
    try {
        stored = localStorage.getItem('penumbra.theme');
    } catch {
        // A browser that refuses storage still gets the theme of its system.
    }
    const light = matchMedia('(prefers-color-scheme: light)').matches;
    document.documentElement.dataset.theme = stored ?? (light ? 'light' : 'dark');
})();
