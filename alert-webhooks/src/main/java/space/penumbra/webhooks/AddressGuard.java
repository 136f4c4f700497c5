package space.penumbra.webhooks;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Keeps webhooks out of the inner network: whoever may write an endpoint's address shall not reach what only this machine
 * can reach. Checked before every attempt, so that a name that moves is caught; the JDK's name cache makes the connection
 * that follows go to the address that was checked. Thread-safe.
 */
final class AddressGuard {

    /** Looks a name up; replaced in tests. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final Resolver resolver;

    AddressGuard(Resolver resolver) {
        this.resolver = resolver;
    }

    /** Why this address must not be called; empty if it may be. */
    Optional<String> refusal(URI url, boolean privateAllowed) throws UnknownHostException {
        Optional<String> malformed = malformed(url, privateAllowed);
        if (malformed.isPresent() || privateAllowed) {
            return malformed;
        }
        for (InetAddress address : resolver.resolve(url.getHost())) {
            if (inner(address)) {
                return Optional.of(url.getHost() + " is the inner address " + address.getHostAddress()
                        + ": set allowPrivateAddresses for this endpoint if that is meant");
            }
        }
        return Optional.empty();
    }

    /** What is wrong with the form of the address; empty if nothing is. */
    static Optional<String> malformed(URI url, boolean privateAllowed) {
        if (url.getHost() == null || url.getUserInfo() != null) {
            return Optional.of(
                    "'" + withoutUser(url) + "' is no plain address: use https://host/path without user and password");
        }
        if ("https".equalsIgnoreCase(url.getScheme()) || (privateAllowed && "http".equalsIgnoreCase(url.getScheme()))) {
            return Optional.empty();
        }
        return Optional.of("'" + url + "' is not https: plain http needs allowPrivateAddresses");
    }

    private static String withoutUser(URI url) {
        return url.getScheme() + "://" + url.getHost() + url.getPath();
    }

    private static boolean inner(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? inner6(bytes) : inner4(bytes, 0);
    }

    /** Shared, special-purpose and reserved ranges of RFC 6890 that the JDK has no word for. */
    private static boolean inner4(byte[] bytes, int from) {
        int a = bytes[from] & 0xff;
        int b = bytes[from + 1] & 0xff;
        int c = bytes[from + 2] & 0xff;
        return a == 0
                || a == 10
                || a == 127
                || a >= 224
                || (a == 100 && b >= 64 && b < 128)
                || (a == 169 && b == 254)
                || (a == 172 && b >= 16 && b < 32)
                || (a == 192 && b == 168)
                || (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113);
    }

    private static boolean inner6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        // Addresses that carry an IPv4 address: NAT64 64:ff9b::/96 and 6to4 2002::/16; Teredo has no honest use here.
        boolean nat64 = first == 0x64 && second == 0xff9b;
        boolean sixToFour = first == 0x2002;
        boolean teredo = first == 0x2001 && second == 0;
        return uniqueLocal || teredo || (nat64 && inner4(bytes, 12)) || (sixToFour && inner4(bytes, 2));
    }
}
