package space.penumbra.cli.rest;

import java.net.URI;
import java.net.URISyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Refuses at the command line what is no address of an HTTP server. */
public final class HttpAddress implements ITypeConverter<URI> {
    @Override
    public URI convert(String value) {
        try {
            URI address = new URI(value);
            if (("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException notAnAddress) {
            throw new TypeConversionException("'" + value + "' is no address, such as http://127.0.0.1:8080");
        }
        throw new TypeConversionException("'" + value + "' is no address, such as http://127.0.0.1:8080");
    }
}
