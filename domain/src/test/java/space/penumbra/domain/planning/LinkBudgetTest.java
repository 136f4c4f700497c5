package space.penumbra.domain.planning;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinkBudgetTest {

    @Test
    void carriesWhatFitsUntilTheDeadline() {
        LinkBudget link = new LinkBudget(5);

        assertThat(link.fits(500, 100)).isTrue();
        assertThat(link.fits(501, 100)).isFalse();
    }

    @Test
    void sendsTheUrgentFirstAndStillKeepsLaterPromises() {
        LinkBudget link = new LinkBudget(5);
        link.promise(900, 200);

        // By 200 s 1,000 GB pass: 100 are left, whenever they are due before.
        assertThat(link.fits(100, 50)).isTrue();
        assertThat(link.fits(101, 50)).isFalse();
        // By 300 s 1,500 GB pass: 600 are left.
        assertThat(link.fits(600, 300)).isTrue();
        assertThat(link.fits(601, 300)).isFalse();
    }

    @Test
    void takesTheNewestPromiseBack() {
        LinkBudget link = new LinkBudget(5);
        link.promise(100, 100);
        link.promise(400, 100);
        link.undo();

        assertThat(link.fits(400, 100)).isTrue();
    }
}
