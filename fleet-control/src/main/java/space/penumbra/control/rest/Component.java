package space.penumbra.control.rest;

/**
 * How a part of the application is.
 *
 * @param name which part
 * @param up whether it works
 * @param required whether the application is down without it
 * @param detail one sentence
 */
public record Component(String name, boolean up, boolean required, String detail) {}
