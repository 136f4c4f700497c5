/** Space weather as NOAA's Space Weather Prediction Center publishes it in JSON. */
package space.penumbra.producers.weather;
