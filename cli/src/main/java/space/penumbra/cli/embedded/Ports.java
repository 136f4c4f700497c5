package space.penumbra.cli.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import space.penumbra.cli.terminal.UserError;

/** Ports on the loopback interface. */
public final class Ports {

    private Ports() {}

    /**
     * The asked port if it is free, or any free one when 0 is asked.
     *
     * @param what what shall listen, for the message
     * @param option the option by which another port can be chosen
     * @throws UserError if the port is taken
     */
    public static int free(int asked, String what, String option) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), asked));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UserError(
                    "port " + asked + " for " + what + " is in use: choose another with " + option
                            + " (0 takes a free one)",
                    e);
        }
    }

    /** Two different free ports. */
    static int[] twoFree() {
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new int[] {one.getLocalPort(), two.getLocalPort()};
        } catch (IOException e) {
            throw new UncheckedIOException("No free port on the loopback interface", e);
        }
    }
}
