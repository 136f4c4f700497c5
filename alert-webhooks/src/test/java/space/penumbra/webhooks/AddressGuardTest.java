package space.penumbra.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static AddressGuard resolvingTo(String... addresses) {
        return new AddressGuard(host -> {
            InetAddress[] resolved = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                resolved[i] = InetAddress.getByName(addresses[i]);
            }
            return resolved;
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.254",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "192.0.2.7",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::1",
                "2001::1"
            })
    void refusesInnerAddresses(String address) throws UnknownHostException {
        assertThat(resolvingTo(address).refusal(URI.create("https://hooks.example/x"), false))
                .isPresent();
        assertThat(resolvingTo(address).refusal(URI.create("https://hooks.example/x"), true))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"8.8.8.8", "100.128.0.1", "172.32.0.1", "198.20.0.1", "2606:4700::1111", "64:ff9b::808:808"})
    void letsPublicAddressesPass(String address) throws UnknownHostException {
        assertThat(resolvingTo(address).refusal(URI.create("https://hooks.example/x"), false))
                .isEmpty();
    }

    @Test
    void refusesANameOfWhichOneAddressIsInner() throws UnknownHostException {
        assertThat(resolvingTo("8.8.8.8", "10.0.0.1").refusal(URI.create("https://hooks.example/x"), false))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/",
                "ftp://hooks.example/",
                "https://user:hunter2@hooks.example/",
                "https:///x"
            })
    void refusesWhatIsNoPlainHttpsAddress(String url) {
        assertThat(AddressGuard.malformed(URI.create(url), false)).isPresent();
        assertThat(AddressGuard.malformed(URI.create(url), false).get()).doesNotContain("hunter2");
    }
}
