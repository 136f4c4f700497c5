package space.penumbra.orbit.elements;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * OMM in XML: one {@code <omm>}, or many inside {@code <ndm>} as CelesTrak serves them. Document types and external entities are off.
 * Broken XML ends the reading there; the messages before the break stand.
 */
final class XmlText {

    private XmlText() {}

    static void read(String text, ElementsSink sink) {
        OmmFields current = null;
        int line = 1;
        try {
            XMLStreamReader xml = safeFactory().createXMLStreamReader(new StringReader(text.strip()));
            StringBuilder value = new StringBuilder();
            while (xml.hasNext()) {
                int event = xml.next();
                line = xml.getLocation().getLineNumber();
                if (event == XMLStreamConstants.DTD) {
                    throw new XMLStreamException("document type declarations are refused");
                }
                if (event == XMLStreamConstants.START_ELEMENT) {
                    value.setLength(0);
                    if (xml.getLocalName().equalsIgnoreCase("omm")) {
                        current = new OmmFields(line);
                    }
                } else if (event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) {
                    value.append(xml.getText());
                } else if (event == XMLStreamConstants.END_ELEMENT) {
                    current = closed(xml.getLocalName(), value, current, sink);
                }
            }
        } catch (XMLStreamException broken) {
            String cause =
                    broken.getMessage().lines().reduce((first, last) -> last).orElse("");
            sink.reject(
                    line,
                    current == null ? "" : current.label(),
                    "the XML breaks off: " + cause.replace("Message: ", ""));
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
