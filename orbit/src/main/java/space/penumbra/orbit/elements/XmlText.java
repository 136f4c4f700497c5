package space.penumbra.orbit.elements;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * OMM in XML: one {@code <omm>}, or many inside {@code <ndm>} as CelesTrak serves them. Document types and external entities are off.
 * Where the XML breaks off, the message there is refused and the reading goes on at the next one.
 */
final class XmlText {

    private static final String MESSAGE = "<omm";
    private static final String ROOT = "<ndm>";
    private static final int MOST_BREAKS = 1000;

    private XmlText() {}

    static void read(String text, ElementsSink sink) {
        String rest = text.strip();
        int linesBefore = 0;
        for (int breaks = 0; breaks < MOST_BREAKS; breaks++) {
            int brokeAt = readUntilBreak(rest, linesBefore, sink);
            // The message that it broke off in is not tried again.
            int from = Math.max(brokeAt, breaks == 0 ? 0 : ROOT.length() + 1);
            int next = brokeAt < 0 ? -1 : rest.indexOf(MESSAGE, from);
            if (next < 0) {
                return;
            }
            // The break costs the message that it is in; those after it are read as if they came alone.
            linesBefore +=
                    (int) rest.substring(0, next).chars().filter(c -> c == '\n').count();
            rest = ROOT + rest.substring(next);
        }
        sink.reject(linesBefore + 1, "", "the XML has broken off " + MOST_BREAKS + " times: the rest is not read");
    }

    /** Reads on until the text ends, or breaks off: then the place from which to look for the next message, else -1. */
    private static int readUntilBreak(String text, int linesBefore, ElementsSink sink) {
        OmmFields current = null;
        int line = 1;
        int at = 0;
        try {
            XMLStreamReader xml = safeFactory().createXMLStreamReader(new StringReader(text));
            StringBuilder value = new StringBuilder();
            while (xml.hasNext()) {
                int event = xml.next();
                line = xml.getLocation().getLineNumber();
                if (event == XMLStreamConstants.DTD) {
                    sink.reject(linesBefore + line, "", "the XML breaks off: document type declarations are refused");
                    return -1;
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    value.setLength(0);
                    if (xml.getLocalName().equalsIgnoreCase("omm")) {
                        current = new OmmFields(linesBefore + line);
                        at = Math.max(at, xml.getLocation().getCharacterOffset());
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    value.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    current = closed(xml.getLocalName(), value, current, sink);
                }
            }
            return -1;
        } catch (XMLStreamException broken) {
            String message = broken.getMessage() == null ? "no XML" : broken.getMessage();
            String cause = message.lines().reduce((first, last) -> last).orElse("");
            sink.reject(
                    linesBefore + line,
                    current == null ? "" : current.label(),
                    "the XML breaks off: " + cause.replace("Message: ", ""));
            return at;
        }
    }

    private static OmmFields closed(String element, StringBuilder value, OmmFields current, ElementsSink sink) {
        if (current == null) {
            return null;
        }
        if (element.equalsIgnoreCase("omm")) {
            sink.accept(current);
            return null;
        }
        current.put(element, value.toString());
        value.setLength(0);
        return current;
    }

    private static XMLInputFactory safeFactory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
