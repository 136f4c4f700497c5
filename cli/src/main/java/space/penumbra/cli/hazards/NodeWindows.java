package space.penumbra.cli.hazards;

/**
 * What was found for one orbit.
 *
 * @param rows CSV rows in order of their begin, each with its line end
 * @param problem why the orbit could not be followed to the end, empty if it could
 */
record NodeWindows(String rows, String problem) {}
