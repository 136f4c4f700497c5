package space.penumbra.cli.terminal;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Addresses as the Kafka client takes them.
 *
 * @param text one or more {@code HOST:PORT}, separated by commas
 */
public record HostPort(String text) {

    @Override
    public String toString() {
        return text;
    }

    /** Refuses at the command line what the Kafka client would refuse later and less clearly. */
    public static final class Converter implements ITypeConverter<HostPort> {
        @Override
        public HostPort convert(String value) {
            for (String address : value.split(",", -1)) {
                int colon = address.lastIndexOf(':');
                if (colon < 1 || !isPort(address.substring(colon + 1))) {
                    throw new TypeConversionException(
                            "'" + address + "' is no HOST:PORT with a port from 1 to 65535, such as 127.0.0.1:9092");
                }
            }
            return new HostPort(value);
        }

        private static boolean isPort(String text) {
            return text.matches("[0-9]{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
        }
    }
}
