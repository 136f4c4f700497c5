/** Where the Sun stands, to a few hundredths of a degree: enough for a map. Meeus, Astronomical Algorithms, chapter 25 (low accuracy). */

const RAD = Math.PI / 180;
const EARTH_RADIUS_KILOMETRES = 6371;

/** The point under the Sun at an instant (epoch milliseconds): {lat, lon} in degrees. */
export function subsolar(ms) {
    const days = ms / 86_400_000 - 10_957.5;
    const anomaly = (357.529 + 0.98560028 * days) * RAD;
    const longitude = (280.459 + 0.98564736 * days + 1.915 * Math.sin(anomaly) + 0.02 * Math.sin(2 * anomaly)) * RAD;
    const obliquity = (23.439 - 0.00000036 * days) * RAD;
    const declination = Math.asin(Math.sin(obliquity) * Math.sin(longitude));
    const ascension = Math.atan2(Math.cos(obliquity) * Math.sin(longitude), Math.cos(longitude));
    const sidereal = (280.46061837 + 360.98564736629 * days) * RAD;
    return {lat: declination / RAD, lon: wrap((ascension - sidereal) / RAD)};
}

/** Longitude into -180 to 180. */
export function wrap(degrees) {
    return ((((degrees + 180) % 360) + 360) % 360) - 180;
}

/** Sine of the Sun's altitude at a place, refraction left out. */
export function sineAltitude(sun, lat, lon) {
    return (
        Math.sin(lat * RAD) * Math.sin(sun.lat * RAD) +
        Math.cos(lat * RAD) * Math.cos(sun.lat * RAD) * Math.cos((lon - sun.lon) * RAD)
    );
}

/** Edge of the Earth's shadow at an altitude above ground as [lon, lat] points: a circle around the point opposite the Sun. */
export function shadowEdge(sun, altitudeKilometres, points = 180) {
    const radius = Math.asin(EARTH_RADIUS_KILOMETRES / (EARTH_RADIUS_KILOMETRES + altitudeKilometres));
    const lat0 = -sun.lat * RAD;
    const lon0 = (sun.lon + 180) * RAD;
    const edge = [];
    for (let i = 0; i <= points; i++) {
        const bearing = (i / points) * 2 * Math.PI;
        const lat = Math.asin(
            Math.sin(lat0) * Math.cos(radius) + Math.cos(lat0) * Math.sin(radius) * Math.cos(bearing),
        );
        const lon =
            lon0 +
            Math.atan2(
                Math.sin(bearing) * Math.sin(radius) * Math.cos(lat0),
                Math.cos(radius) - Math.sin(lat0) * Math.sin(lat),
            );
        edge.push([wrap(lon / RAD), lat / RAD]);
    }
    return edge;
}
