/** The GPUs of this machine, as {@code nvidia-smi} tells of them. */
package space.penumbra.producers.nvidiasmi;
