package space.penumbra.executors.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a scheduler listens and how it is spoken to.
 *
 * @param url its base address, without a slash at the end
 * @param secret Standard Webhooks secret that signs every request, {@code whsec_...}; empty for none. Never shown
 * @param plainHttp whether http without TLS is allowed to another machine
 * @param timeout for one request, from connecting to the end of the answer
 */
public record HttpSettings(URI url, String secret, boolean plainHttp, Duration timeout) {

    /** All mistakes in these settings, one sentence each; empty if there are none. */
    public List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        String scheme = url.getScheme() == null ? "" : url.getScheme();
        if (url.getHost() == null || url.getUserInfo() != null || url.getQuery() != null || url.getFragment() != null) {
            mistakes.add("executor url '" + url + "' is no plain address: use https://host:port/path");
        } else if (!scheme.equals("https") && !scheme.equals("http")) {
            mistakes.add("executor url '" + url + "' must begin with https:// or http://");
        } else if (scheme.equals("http") && !plainHttp && !loopback(url.getHost())) {
            mistakes.add("executor url '" + url + "' is not encrypted: use https, or allow it with --plain-http");
        }
        if (!secret.isEmpty() && !secret.startsWith("whsec_")) {
            mistakes.add("the executor's secret must be a Standard Webhooks secret, whsec_ and base64");
        }
        return mistakes;
    }

    private static boolean loopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The settings without their secret. */
    @Override
    public String toString() {
        return "url=" + url + " secret=" + (secret.isEmpty() ? "none" : "set") + " timeout=" + timeout;
    }
}
