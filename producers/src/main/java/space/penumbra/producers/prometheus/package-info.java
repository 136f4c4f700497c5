/** Pages of Prometheus exporters as telemetry: node_exporter, dcgm-exporter, and whatever a mapping file describes. */
package space.penumbra.producers.prometheus;
