package space.penumbra.producers.twin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import space.penumbra.domain.migration.ActionKind;
import space.penumbra.domain.migration.CommandStage;

class LinkMeshTest {

    /** Nodes on the equator at 650 km, at these longitudes. */
    private static NodeBank ring(double... longitudes) {
        NodeBank bank = new NodeBank(longitudes.length);
        System.arraycopy(longitudes, 0, bank.longitude, 0, longitudes.length);
        java.util.Arrays.fill(bank.height, 650);
        return bank;
    }

    @Test
    void reachesWhatItSeesAndWhatIsSeenFromThere() {
        // Forty degrees of a circle of 7,028 km are 4,800 km, eighty are 9,000.
        LinkMesh mesh = new LinkMesh(ring(0, 40, 80, 180), 5_000);
        assertThat(mesh.reach(0, 1)).isTrue();
        assertThat(mesh.reach(0, 2)).as("by way of the one between").isTrue();
        assertThat(mesh.reach(2, 0)).isTrue();
        assertThat(mesh.reach(0, 3)).isFalse();
    }

    @Test
    void neitherADecayedRelayNorTheGroundBetweenCarriesALink() {
        NodeBank bank = ring(0, 40, 80);
        bank.decayed[1] = true;
        assertThat(new LinkMesh(bank, 5_000).reach(0, 2)).isFalse();
        assertThat(new LinkMesh(ring(0, 60), 20_000).reach(0, 1))
                .as("the Earth is between")
                .isFalse();
        assertThat(new LinkMesh(ring(0, 180), 0).reach(0, 1)).as("others relay").isTrue();
    }

    @Test
    void aMoveToWhereNoLinkLeadsFailsAndLeavesTheWorkWhereItWas() {
        Scenario scenario = SmallFleet.scenario("fleet.longestLinkKm", "1", "fleet.steadyLoad", "1");
        SmallFleet fleet = new SmallFleet(12, 7, scenario);
        Job job = fleet.movable();
        int before = job.node;
        fleet.take(fleet.command("c1", job, ActionKind.MIGRATE));
        // It is tried for as long as a tenth of the rate would need.
        fleet.advance(Duration.ofMinutes(30));

        assertThat(fleet.said.stages())
                .containsExactly(CommandStage.ACCEPTED, CommandStage.CHECKPOINTED, CommandStage.FAILED);
        assertThat(job.node).isEqualTo(before);
        assertThat(job.working()).isTrue();
    }
}
