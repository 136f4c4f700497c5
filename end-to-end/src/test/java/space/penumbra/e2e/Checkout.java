package space.penumbra.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds folders of the checkout, wherever in it the tests run. */
public final class Checkout {

    private Checkout() {}

    /** The root of the checkout. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
            folder = folder.getParent();
        }
        throw new IllegalStateException("The tests do not run inside a checkout: no mvnw above "
                + Path.of("").toAbsolutePath());
    }

    /** A folder of the checkout. */
    public static Path folder(String name) {
        return root().resolve(name);
    }
}
