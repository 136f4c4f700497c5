package space.penumbra.e2e.stories;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** The stories of one running fleet, started once: broker, jobs, fleet control, webhooks and twin as {@code penumbra demo} runs them. */
class StoriesIT {

    @TempDir
    private static Path folder;

    private static LiveFleet fleet;

    @BeforeAll
    static void start() throws IOException {
        fleet = new LiveFleet(folder);
    }

    @AfterAll
    static void stop() {
        if (fleet != null) {
            fleet.close();
        }
    }

    @Nested
    class BadFrames extends BadFramesStory {
        BadFrames() {
            super(fleet);
        }
    }

    @Nested
    class Overheating extends OverheatingStory {
        Overheating() {
            super(fleet);
        }
    }

    @Nested
    class RuleLab extends RuleLabStory {
        RuleLab() {
            super(fleet);
        }
    }

    @Nested
    class RealHost extends RealHostStory {
        RealHost() {
            super(fleet);
        }
    }

    @Nested
    class Loop extends LoopStory {
        Loop() {
            super(fleet);
        }
    }

    @Nested
    class Hold extends HoldStory {
        Hold() {
            super(fleet);
        }
    }
}
