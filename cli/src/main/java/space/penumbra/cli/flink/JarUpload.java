package space.penumbra.cli.flink;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import space.penumbra.cli.terminal.UserError;

/** The jar of the jobs, as Flink's REST API takes it. */
final class JarUpload {

    private final Path jar;
    private final String boundary = UUID.randomUUID().toString();

    JarUpload(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new UserError("no job jar at " + jar + ": build it with ./mvnw package, or name it with --jar");
        }
        this.jar = jar;
    }

    /** The jar that the build of this installation made. */
    static JarUpload ofThisBuild() {
        Path folder = Path.of(System.getProperty("penumbra.home", "."), "stream-jobs", "target");
        try (Stream<Path> files = Files.isDirectory(folder) ? Files.list(folder) : Stream.empty()) {
            return new JarUpload(
                    files.filter(file -> file.getFileName().toString().endsWith("-job.jar"))
                            .findFirst()
                            .orElse(folder.resolve("penumbra-stream-jobs-job.jar")));
        } catch (IOException e) {
            throw new UserError("cannot read " + folder + ": name the job jar with --jar", e);
        }
    }

    String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    BodyPublisher body() {
        String head = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\""
                + jar.getFileName() + "\"\r\nContent-Type: application/x-java-archive\r\n\r\n";
        try {
            return HttpRequest.BodyPublishers.concat(
                    HttpRequest.BodyPublishers.ofString(head),
                    HttpRequest.BodyPublishers.ofFile(jar),
                    HttpRequest.BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        } catch (FileNotFoundException e) {
            throw new UserError("the job jar went away while it was read: " + jar, e);
        }
    }
}
