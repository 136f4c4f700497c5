/**
 * The fleet map: four canvases on top of each other (land, shade, nodes, marks), each drawn only when what it shows has
 * changed. Equirectangular; degrees are scaled by one factor, so zooming is one multiplication.
 */

import {fleet} from './store.js';
import {h} from './dom.js';
import {shadowEdge, sineAltitude, subsolar, wrap} from './sun.js';

const MOST_ZOOM = 24;
const SHADE_STEP_DEGREES = 1;
const SHADE_REDRAW_DEGREES = 0.4;
const CROWD = 1500;
const TAU = 2 * Math.PI;

let landPromise = null;

function loadLand() {
    landPromise ??= fetch(new URL('data/land.json', document.baseURI))
        .then(r => r.json())
        .then(({rings}) => {
            const path = new Path2D();
            for (const ring of rings) {
                path.moveTo(ring[0] / 10, ring[1] / 10);
                for (let i = 2; i < ring.length; i += 2) path.lineTo(ring[i] / 10, ring[i + 1] / 10);
                path.closePath();
            }
            return path;
        });
    return landPromise;
}

export class FleetMap {
    /**
     * @param host element that holds the map
     * @param time function that gives event time in epoch milliseconds
     * @param select called with a node id on click or Enter
     */
    constructor(host, {time, select}) {
        this.host = host;
        this.time = time;
        this.select = select;
        this.view = {lon: 0, lat: 0, zoom: 1};
        this.columns = fleet;
        this.track = null;
        this.saa = [];
        this.altitudeKilometres = NaN;
        this.chosen = -1;
        this.hover = -1;
        this.dirty = new Set();
        this.drawMillis = 0;
        this.layers = {};
        for (const name of ['land', 'shade', 'nodes', 'marks']) {
            const canvas = h('canvas', {'aria-hidden': 'true'});
            this.layers[name] = canvas.getContext('2d');
            host.append(canvas);
        }
        this.tip = h('div', {class: 'map-tip', hidden: true});
        host.append(this.tip);
        host.tabIndex = 0;
        host.setAttribute('role', 'application');
        host.setAttribute('aria-roledescription', 'map');
        this.listen();
        this.observer = new ResizeObserver(() => this.resize());
        this.observer.observe(host);
        loadLand().then(path => {
            this.land = path;
            this.invalidate('land');
        });
        this.resize();
    }

    destroy() {
        this.observer.disconnect();
        this.gone = true;
    }

    /** Asks for layers to be drawn at the next frame. */
    invalidate(...names) {
        if (this.gone) return;
        const idle = this.dirty.size === 0;
        for (const name of names) this.dirty.add(name);
        if (idle) requestAnimationFrame(() => this.draw());
    }

    all() {
        this.invalidate('land', 'shade', 'nodes', 'marks');
    }

    retheme() {
        this.colours = null;
        this.sprites = null;
        this.shadeAt = null;
        this.all();
    }

    /** Draws these nodes instead of those of now; null for now again. */
    setColumns(columns) {
        this.columns = columns ?? fleet;
        this.shadeAt = null;
        this.point(-1);
        this.all();
    }

    /** Draws the ground track of one node: places {lat, lon, illumination} in order of time; null for none. */
    setTrack(places) {
        this.track = places;
        this.invalidate('marks');
    }

    setSaa(polygon) {
        this.saa = polygon;
        this.invalidate('shade');
    }

    setAltitude(kilometres) {
        this.altitudeKilometres = kilometres;
        this.invalidate('shade');
    }

    /** Called at every tick: draws the shade again once the Sun has moved enough to be seen. */
    tick() {
        const sun = subsolar(this.time());
        if (!Number.isFinite(sun.lon)) return;
        if (!this.shadeAt || Math.abs(wrap(sun.lon - this.shadeAt.lon)) > SHADE_REDRAW_DEGREES) {
            this.invalidate('shade');
        }
    }

    choose(id) {
        this.chosen = this.columns.index.get(id) ?? -1;
        this.invalidate('marks');
    }

    resize() {
        const box = this.host.getBoundingClientRect();
        const ratio = Math.min(devicePixelRatio || 1, 2);
        if (box.width === 0 || (box.width === this.width && box.height === this.height && ratio === this.ratio)) return;
        Object.assign(this, {width: box.width, height: box.height, ratio, sprites: null});
        for (const context of Object.values(this.layers)) {
            context.canvas.width = Math.round(box.width * ratio);
            context.canvas.height = Math.round(box.height * ratio);
        }
        this.clamp();
        this.all();
    }

    get scale() {
        return Math.max(this.width / 360, this.height / 180) * this.view.zoom;
    }

    clamp() {
        const {view} = this;
        view.zoom = Math.min(Math.max(view.zoom, 1), MOST_ZOOM);
        view.lon = wrap(view.lon);
        const room = Math.max(0, 90 - this.height / this.scale / 2);
        view.lat = Math.min(Math.max(view.lat, -room), room);
    }

    x(lon) {
        return this.width / 2 + wrap(lon - this.view.lon) * this.scale;
    }

    y(lat) {
        return this.height / 2 - (lat - this.view.lat) * this.scale;
    }

    palette() {
        if (!this.colours) {
            const style = getComputedStyle(this.host);
            const read = name => style.getPropertyValue('--' + name).trim();
            this.colours = Object.fromEntries(
                [
                    'ocean',
                    'land',
                    'coast',
                    'grid',
                    'node',
                    'saa',
                    'umbra',
                    'text',
                    'muted',
                    'focus',
                    'ground',
                    'surface',
                    'night',
                    'night-strength',
                    'watch',
                    'warning',
                    'distress',
                    'critical',
                    'severe',
                    'sans',
                ].map(name => [name, read(name)]),
            );
            const c = this.colours;
            c.levels = [c.node, c.watch, c.warning, c.distress, c.critical, c.severe];
        }
        return this.colours;
    }

    draw() {
        if (this.gone || !this.width) {
            this.dirty.clear();
            return;
        }
        const began = performance.now();
        const names = [...this.dirty];
        this.dirty.clear();
        for (const name of names) {
            const context = this.layers[name];
            context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
            context.clearRect(0, 0, this.width, this.height);
            this['draw' + name[0].toUpperCase() + name.slice(1)](context);
        }
        this.drawMillis = performance.now() - began;
    }

    /** Draws in degrees: once, and again to the left and right where the world repeats. */
    inDegrees(context, paint) {
        const k = this.scale * this.ratio;
        const ty = (this.height / 2 + this.view.lat * this.scale) * this.ratio;
        for (const turn of [-360, 0, 360]) {
            const tx = (this.width / 2 - (this.view.lon + turn) * this.scale) * this.ratio;
            // A ring over the antimeridian reaches some degrees past it.
            if (tx + 200 * k < 0 || tx - 200 * k > this.width * this.ratio) continue;
            context.setTransform(k, 0, 0, -k, tx, ty);
            paint();
        }
        context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    }

    drawLand(context) {
        const c = this.palette();
        context.fillStyle = c.ocean;
        context.fillRect(0, 0, this.width, this.height);
        const pixel = 1 / this.scale;
        this.inDegrees(context, () => {
            context.lineWidth = pixel;
            context.strokeStyle = c.grid;
            context.beginPath();
            for (let lon = -180; lon < 180; lon += 30) (context.moveTo(lon, -90), context.lineTo(lon, 90));
            for (let lat = -60; lat <= 60; lat += 30) (context.moveTo(-180, lat), context.lineTo(180, lat));
            context.stroke();
            if (!this.land) return;
            context.fillStyle = c.land;
            context.fill(this.land, 'evenodd');
            context.strokeStyle = c.coast;
            context.lineWidth = 0.8 * pixel;
            context.stroke(this.land);
        });
    }

    drawShade(context) {
        const c = this.palette();
        const sun = subsolar(this.time());
        if (Number.isFinite(sun.lon)) {
            if (!this.shadeAt || Math.abs(wrap(sun.lon - this.shadeAt.lon)) > SHADE_REDRAW_DEGREES / 2) {
                this.shadeAt = sun;
                this.nightImage(sun, c);
            }
            const image = this.night;
            context.imageSmoothingEnabled = true;
            context.imageSmoothingQuality = 'high';
            this.inDegrees(context, () => {
                context.save();
                context.scale(1, -1);
                context.drawImage(image, -180, -90, 360, 180);
                context.restore();
            });
            if (Number.isFinite(this.altitudeKilometres)) {
                this.line(context, shadowEdge(sun, this.altitudeKilometres), c.umbra, [5, 4]);
            }
        }
        if (this.saa.length > 2) {
            this.inDegrees(context, () => {
                context.beginPath();
                for (const [lon, lat] of this.saa) context.lineTo(lon, lat);
                context.closePath();
                context.globalAlpha = 0.13;
                context.fillStyle = c.saa;
                context.fill();
                context.globalAlpha = 1;
                context.strokeStyle = c.saa;
                context.lineWidth = 1.3 / this.scale;
                context.stroke();
            });
            const lon = this.saa.reduce((sum, p) => sum + p[0], 0) / this.saa.length;
            const top = Math.max(...this.saa.map(p => p[1]));
            this.label(context, 'SAA', lon, top, c.saa);
        }
    }

    label(context, text, lon, lat, colour) {
        context.font = `600 11px ${this.palette().sans}`;
        context.textAlign = 'center';
        context.fillStyle = colour;
        context.fillText(text, this.x(lon), this.y(lat) + 14);
    }

    line(context, points, colour, dash) {
        context.beginPath();
        let last = null;
        for (const [lon, lat] of points) {
            const x = this.x(lon);
            if (last === null || Math.abs(x - last) > this.width / 2) context.moveTo(x, this.y(lat));
            else context.lineTo(x, this.y(lat));
            last = x;
        }
        context.setLineDash(dash);
        context.strokeStyle = colour;
        context.lineWidth = 1.2;
        context.stroke();
        context.setLineDash([]);
    }

    /** Day to night as the eye sees it: clear above the horizon, darkest where the Sun is 18 degrees under it. */
    nightImage(sun, c) {
        const w = 360 / SHADE_STEP_DEGREES;
        const rows = 180 / SHADE_STEP_DEGREES;
        this.night ??= new OffscreenCanvas(w, rows);
        const context = this.night.getContext('2d');
        const image = context.createImageData(w, rows);
        const [r, g, b] = c.night.split(' ').map(Number);
        const strength = Number(c['night-strength']) * 255;
        const dark = Math.sin((18 * Math.PI) / 180);
        for (let j = 0, p = 0; j < rows; j++) {
            const lat = 90 - (j + 0.5) * SHADE_STEP_DEGREES;
            for (let i = 0; i < w; i++, p += 4) {
                const sine = sineAltitude(sun, lat, -180 + (i + 0.5) * SHADE_STEP_DEGREES);
                const depth = Math.min(Math.max(-sine / dark, 0), 1);
                image.data[p] = r;
                image.data[p + 1] = g;
                image.data[p + 2] = b;
                image.data[p + 3] = strength * Math.sqrt(depth);
            }
        }
        context.putImageData(image, 0, 0);
    }

    get radius() {
        const count = this.columns.ids.length;
        const crowd = count > CROWD ? 0.6 : count > 400 ? 0.8 : 1;
        return Math.max(1.5, 3.6 * crowd * Math.min(1.6, Math.sqrt(this.view.zoom)));
    }

    /** A small picture for each level, light and silence as pixels: {size, pixels}. */
    sprite(level, light, silent) {
        const radius = this.radius;
        if (!this.sprites || this.spriteRadius !== radius) {
            this.sprites = new Map();
            this.spriteRadius = radius;
        }
        const key = level * 8 + light * 2 + silent;
        let sprite = this.sprites.get(key);
        if (!sprite) {
            const size = Math.ceil((radius * 2.4 + 8) * this.ratio);
            const context = new OffscreenCanvas(size, size).getContext('2d', {willReadFrequently: true});
            context.scale(this.ratio, this.ratio);
            this.paintNode(context, size / this.ratio / 2, radius, level, light, silent);
            sprite = {size, pixels: new Uint32Array(context.getImageData(0, 0, size, size).data.buffer)};
            this.sprites.set(key, sprite);
        }
        return sprite;
    }

    paintNode(context, at, base, level, light, silent) {
        const c = this.palette();
        const radius = base * (level === 0 ? 0.85 : level < 3 ? 1.1 : 1.3);
        context.translate(at, at);
        context.strokeStyle = context.fillStyle = c.levels[level];
        context.lineWidth = Math.max(1, radius * 0.42);
        if (silent) {
            context.beginPath();
            (context.moveTo(-radius, -radius), context.lineTo(radius, radius));
            (context.moveTo(radius, -radius), context.lineTo(-radius, radius));
            context.stroke();
            return;
        }
        if (level > 0) {
            context.save();
            context.strokeStyle = c.ground;
            context.lineWidth += 2;
            context.beginPath();
            context.arc(0, 0, radius, 0, TAU);
            context.stroke();
            context.restore();
        }
        context.beginPath();
        context.arc(0, 0, light === 3 ? radius - context.lineWidth / 4 : radius, 0, TAU);
        if (light === 3) {
            context.stroke();
        } else if (light === 2) {
            context.stroke();
            context.beginPath();
            context.arc(0, 0, radius, -Math.PI / 2, Math.PI / 2);
            context.fill();
        } else {
            context.fill();
        }
        if (level >= 4) {
            context.lineWidth = 1.2;
            context.beginPath();
            context.arc(0, 0, radius + 2.6, 0, TAU);
            context.stroke();
        }
    }

    /**
     * Stamps the pixels of every node into one image and puts it at once: ten thousand calls of the canvas would take ten
     * times as long where there is no graphics card.
     */
    drawNodes(context) {
        const {lat, lon, level, light, silent, ids} = this.columns;
        const {ratio, width, height, scale} = this;
        const {canvas} = context;
        if (this.image?.width !== canvas.width || this.image.height !== canvas.height) {
            this.image = context.createImageData(canvas.width, canvas.height);
            this.pixels = new Uint32Array(this.image.data.buffer);
        }
        this.pixels.fill(0);
        const middle = this.view.lon;
        const down = height / 2 + this.view.lat * scale;
        // Worst last, so that it lies on top.
        for (let wanted = 0; wanted < 6; wanted++) {
            for (let i = 0; i < ids.length; i++) {
                if (level[i] !== wanted || !(lat[i] === lat[i])) continue;
                let turn = lon[i] - middle;
                if (turn > 180) turn -= 360;
                else if (turn < -180) turn += 360;
                const x = width / 2 + turn * scale;
                const y = down - lat[i] * scale;
                if (x < -10 || y < -10 || x > width + 10 || y > height + 10) continue;
                const sprite = this.sprite(wanted, light[i], silent[i]);
                this.stamp(sprite, Math.round(x * ratio - sprite.size / 2), Math.round(y * ratio - sprite.size / 2));
            }
        }
        context.putImageData(this.image, 0, 0);
    }

    /** Copies a sprite; where pixels meet, the more opaque one stays, so that soft edges do not gnaw at a neighbour. */
    stamp({size, pixels}, left, top) {
        const {width, height} = this.image;
        const target = this.pixels;
        const firstColumn = Math.max(0, -left);
        const lastColumn = Math.min(size, width - left);
        for (let row = Math.max(0, -top); row < size && top + row < height; row++) {
            let from = row * size + firstColumn;
            let to = (top + row) * width + left + firstColumn;
            for (let column = firstColumn; column < lastColumn; column++, from++, to++) {
                const alpha = pixels[from] >>> 24;
                if (alpha > 127 || alpha > target[to] >>> 24) target[to] = pixels[from];
            }
        }
    }

    drawMarks(context) {
        const c = this.palette();
        const {columns} = this;
        if (this.track) this.drawTrack(context, c);
        for (const [i, colour, width] of [
            [this.hover, c.text, 1.5],
            [this.chosen, c.focus, 2.5],
        ]) {
            if (i < 0 || i >= columns.ids.length || Number.isNaN(columns.lat[i])) continue;
            context.strokeStyle = colour;
            context.lineWidth = width;
            context.beginPath();
            context.arc(this.x(columns.lon[i]), this.y(columns.lat[i]), this.radius + 5, 0, TAU);
            context.stroke();
        }
    }

    /** The track in two strokes: solid in the Sun, dotted in the dark. */
    drawTrack(context, c) {
        for (const dark of [false, true]) {
            context.beginPath();
            let last = null;
            for (const {lat, lon, illumination} of this.track) {
                const x = this.x(lon);
                const inside = (illumination === 'UMBRA') === dark;
                if (last !== null && last.inside && Math.abs(x - last.x) < this.width / 2) {
                    context.moveTo(last.x, last.y);
                    context.lineTo(x, this.y(lat));
                }
                last = {x, y: this.y(lat), inside};
            }
            context.setLineDash(dark ? [1.5, 4] : []);
            context.lineCap = 'round';
            context.strokeStyle = dark ? c.umbra : c.focus;
            context.lineWidth = dark ? 2.2 : 1.6;
            context.stroke();
        }
        context.setLineDash([]);
        context.lineCap = 'butt';
    }

    /** Index of the node nearest to a point of the map, -1 if none is near. */
    nearest(px, py, reach = 12) {
        let best = -1;
        let least = reach * reach;
        const {ids, lat, lon, level} = this.columns;
        for (let i = 0; i < ids.length; i++) {
            const dx = this.x(lon[i]) - px;
            const dy = this.y(lat[i]) - py;
            // A node in trouble wins over a quiet neighbour.
            const distance = dx * dx + dy * dy - level[i] * 6;
            if (distance < least) {
                least = distance;
                best = i;
            }
        }
        return best;
    }

    zoomBy(factor, px = this.width / 2, py = this.height / 2) {
        const before = this.scale;
        const lon = this.view.lon + (px - this.width / 2) / before;
        const lat = this.view.lat - (py - this.height / 2) / before;
        this.view.zoom *= factor;
        this.clamp();
        this.view.lon = lon - (px - this.width / 2) / this.scale;
        this.view.lat = lat + (py - this.height / 2) / this.scale;
        this.clamp();
        this.all();
    }

    panBy(dx, dy) {
        this.view.lon -= dx / this.scale;
        this.view.lat += dy / this.scale;
        this.clamp();
        this.all();
    }

    reset() {
        this.view = {lon: 0, lat: 0, zoom: 1};
        this.all();
    }

    listen() {
        const {host} = this;
        const place = event => {
            const box = host.getBoundingClientRect();
            return [event.clientX - box.left, event.clientY - box.top];
        };
        let drag = null;
        host.addEventListener(
            'wheel',
            event => {
                event.preventDefault();
                this.zoomBy(Math.exp(-event.deltaY * 0.0016), ...place(event));
            },
            {passive: false},
        );
        host.addEventListener('pointerdown', event => {
            drag = {from: place(event), moved: false};
        });
        host.addEventListener('pointermove', event => {
            const [px, py] = place(event);
            if (drag && event.buttons) {
                const dx = px - drag.from[0];
                const dy = py - drag.from[1];
                if (drag.moved || Math.hypot(dx, dy) > 4) {
                    if (!drag.moved) host.setPointerCapture(event.pointerId);
                    drag = {from: [px, py], moved: true};
                    this.panBy(dx, dy);
                }
                return;
            }
            this.point(this.nearest(px, py), px, py);
        });
        host.addEventListener('pointerup', event => {
            const clicked = drag && !drag.moved;
            drag = null;
            const found = clicked ? this.nearest(...place(event), event.pointerType === 'touch' ? 22 : 12) : -1;
            if (found >= 0) this.select(this.columns.ids[found]);
        });
        host.addEventListener('pointerleave', () => this.point(-1));
        host.addEventListener('keydown', event => {
            const keys = {
                ArrowLeft: () => this.panBy(40, 0),
                ArrowRight: () => this.panBy(-40, 0),
                ArrowUp: () => this.panBy(0, 40),
                ArrowDown: () => this.panBy(0, -40),
                '+': () => this.zoomBy(1.5),
                '=': () => this.zoomBy(1.5),
                '-': () => this.zoomBy(1 / 1.5),
                0: () => this.reset(),
            };
            if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            keys[event.key]();
        });
    }

    point(i, px, py) {
        if (i !== this.hover) {
            this.hover = i;
            this.host.classList.toggle('on-node', i >= 0);
            this.hovered?.(i < 0 ? null : this.columns.ids[i]);
            this.invalidate('marks');
        }
        this.tip.hidden = i < 0;
        if (i < 0) return;
        this.describe?.(this.tip, i);
        const left = px > this.width - 240;
        this.tip.style.transform =
            `translate(${left ? px - 14 : px + 14}px, ${Math.min(py + 10, this.height - 70)}px)` +
            (left ? ' translateX(-100%)' : '');
    }
}
