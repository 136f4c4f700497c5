package space.penumbra.e2e.stories;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.opentest4j.TestAbortedException;

/** Programs of other people that the stories are told with. */
final class Tool {

    private Tool() {}

    /** Where a program of a Debian package is; where it is missing the test is skipped with what to install, and fails in CI. */
    static Path of(String program, String debianPackage) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> {
                    String message = "There is no " + program + ": run 'apt-get install " + debianPackage + "'";
                    return "true".equals(System.getenv("CI"))
                            ? new IllegalStateException(message)
                            : new TestAbortedException(message);
                });
    }

    /** Runs a program to its end and returns the bytes that it printed. */
    static byte[] output(Path program, String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(program.toString());
        builder.command().addAll(Arrays.asList(arguments));
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        byte[] output = process.getInputStream().readAllBytes();
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(builder.command() + " ended with " + code);
        }
        return output;
    }
}
