/** Any scheduler behind a small HTTP protocol: see docs/executors.md. */
package space.penumbra.executors.http;
