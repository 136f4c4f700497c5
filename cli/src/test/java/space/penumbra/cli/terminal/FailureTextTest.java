package space.penumbra.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class FailureTextTest {

    @Test
    void tellsTheCauseThatPeopleCanPutRight() {
        assertThat(FailureText.of(
                        new IllegalStateException("wrapped", new UserError("port 9 is in use: choose another"))))
                .isEqualTo("port 9 is in use: choose another");
        assertThat(FailureText.of(new ExecutionException(new NoSuchFileException("a.csv"))))
                .isEqualTo("no such file: a.csv");
    }

    @Test
    void isOneLineWhateverTheMessage() {
        assertThat(FailureText.of(new IllegalStateException("first\n  second")))
                .isEqualTo("first second (run again with --debug for the details)");
        assertThat(FailureText.of(new NullPointerException())).startsWith("NullPointerException");
    }
}
