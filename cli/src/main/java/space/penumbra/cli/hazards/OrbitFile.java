package space.penumbra.cli.hazards;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import space.penumbra.cli.terminal.UserError;
import space.penumbra.orbit.elements.ElementsReader;
import space.penumbra.orbit.elements.ElementsReading;
import space.penumbra.orbit.elements.MeanElements;
import space.penumbra.orbit.elements.Rejected;

/** Element sets from a file that a person named. */
public final class OrbitFile {

    private static final int SHOWN = 5;

    private OrbitFile() {}

    /**
     * Reads every usable set; each refused one is told to {@code warning}, the first few in full.
     *
     * @throws UserError if the file cannot be read or has no usable set
     */
    public static List<MeanElements> read(Path file, Consumer<String> warning) {
        ElementsReading reading = ElementsReader.read(text(file));
        List<Rejected> rejected = reading.rejected();
        if (reading.elements().isEmpty()) {
            String why = rejected.isEmpty() ? "it is empty" : rejected.get(0).toString();
            throw new UserError(file + " has no usable element set (TLE or OMM as JSON, XML, KVN, CSV): " + why);
        }
        rejected.stream().limit(SHOWN).forEach(set -> warning.accept(file + " " + set + ": left out"));
        if (rejected.size() > SHOWN) {
            warning.accept(file + ": " + (rejected.size() - SHOWN) + " more sets left out");
        }
        return reading.elements();
    }

    private static String text(Path file) {
        if (Files.isDirectory(file)) {
            throw new UserError(file + " is a folder: name a file with element sets (TLE or OMM)");
        }
        try {
            return Files.readString(file);
        } catch (MalformedInputException e) {
            throw new UserError(file + " is no text: name a file with element sets (TLE or OMM)", e);
        } catch (IOException e) {
            throw new UserError(
                    Files.exists(file) ? "cannot read " + file + ": " + e.getMessage() : "no such file: " + file, e);
        }
    }
}
