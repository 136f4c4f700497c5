package space.penumbra.orbit.elements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import space.penumbra.orbit.ReferenceData;

class ElementsReaderTest {

    private static final String LINE_1 = "1 25544U 98067A   26150.51748228  .00011776  00000+0  21767-3 0  9998";
    private static final String LINE_2 = "2 25544  51.6337  27.5746 0007245 114.7080 245.4664 15.49496548569014";

    private static final String KVN = """
            CCSDS_OMM_VERS = 2.0
            CREATION_DATE =
            ORIGINATOR =
            COMMENT a remark
            OBJECT_NAME = ISS (ZARYA)
            OBJECT_ID = 1998-067A
            CENTER_NAME = EARTH
            REF_FRAME = TEME
            TIME_SYSTEM = UTC
            MEAN_ELEMENT_THEORY = SGP4
            EPOCH = 2026-05-30T12:25:10.468992
            MEAN_MOTION = 15.49496548 [rev/day]
            ECCENTRICITY = .0007245
            INCLINATION = 51.6337 [deg]
            RA_OF_ASC_NODE = 27.5746
            ARG_OF_PERICENTER = 114.7080
            MEAN_ANOMALY = 245.4664
            NORAD_CAT_ID = 25544
            BSTAR = .21767E-3
            """;

    private static final String JSON = """
            [{"OBJECT_NAME":"ISS (ZARYA)","EPOCH":"2026-05-30T12:25:10.468992","MEAN_MOTION":15.49496548,"ECCENTRICITY":0.0007245,
            "INCLINATION":51.6337,"RA_OF_ASC_NODE":27.5746,"ARG_OF_PERICENTER":114.7080,"MEAN_ANOMALY":245.4664,"EPHEMERIS_TYPE":0,
            "NORAD_CAT_ID":25544,"BSTAR":0.00021767,"MEAN_MOTION_DDOT":null,"EXTRA":{"a":[1,{"b":2}]}}]
            """;

    private static final String CSV = """
            OBJECT_NAME,OBJECT_ID,EPOCH,MEAN_MOTION,ECCENTRICITY,INCLINATION,RA_OF_ASC_NODE,ARG_OF_PERICENTER,MEAN_ANOMALY,NORAD_CAT_ID,BSTAR
            "ISS (ZARYA)",1998-067A,2026-05-30T12:25:10.468992,15.49496548,.0007245,51.6337,27.5746,114.7080,245.4664,25544,.21767E-3
            """;

    private static String xml(String name, String body) {
        return "<omm id=\"CCSDS_OMM_VERS\" version=\"2.0\"><header><CREATION_DATE/><ORIGINATOR/></header><body><segment><metadata>"
                + "<OBJECT_NAME>" + name + "</OBJECT_NAME><CENTER_NAME>EARTH</CENTER_NAME><REF_FRAME>TEME</REF_FRAME>"
                + "<TIME_SYSTEM>UTC</TIME_SYSTEM><MEAN_ELEMENT_THEORY>SGP4</MEAN_ELEMENT_THEORY></metadata><data>"
                + body
                + "</data></segment></body></omm>";
    }

    private static final String XML_DATA =
            "<meanElements><EPOCH>2026-05-30T12:25:10.468992</EPOCH><MEAN_MOTION units=\"rev/day\">15.49496548</MEAN_MOTION>"
                    + "<ECCENTRICITY>.0007245</ECCENTRICITY><INCLINATION>51.6337</INCLINATION><RA_OF_ASC_NODE>27.5746</RA_OF_ASC_NODE>"
                    + "<ARG_OF_PERICENTER>114.7080</ARG_OF_PERICENTER><MEAN_ANOMALY>245.4664</MEAN_ANOMALY></meanElements>"
                    + "<tleParameters><NORAD_CAT_ID>25544</NORAD_CAT_ID><BSTAR>.21767E-3</BSTAR></tleParameters>";

    private static final String XML = "<?xml version=\"1.0\"?>\n<ndm>\n" + xml("ISS (ZARYA)", XML_DATA) + "\n</ndm>";

    private static MeanElements only(String text) {
        ElementsReading reading = ElementsReader.read(text);
        assertThat(reading.rejected()).isEmpty();
        assertThat(reading.elements()).hasSize(1);
        return reading.elements().get(0);
    }

    @Test
    void readsTheSameOrbitFromEveryNotation() {
        MeanElements expected = new MeanElements(
                "ISS (ZARYA)",
                25544,
                // Day 150.51748228 of 2026 is 30 May; 0.51748228 x 86 400 s = 44 710.468 992 s = 12:25:10.468992.
                Instant.parse("2026-05-30T12:25:10.468992Z"),
                15.49496548,
                0.0007245,
                51.6337,
                27.5746,
                114.7080,
                245.4664,
                0.00021767);
        for (String text : List.of("ISS (ZARYA)\n" + LINE_1 + "\n" + LINE_2, KVN, JSON, CSV, XML)) {
            MeanElements read = only(text);
            assertThat(read.bstarPerEarthRadius()).isCloseTo(expected.bstarPerEarthRadius(), within(1e-18));
            assertThat(read)
                    .usingRecursiveComparison()
                    .ignoringFields("bstarPerEarthRadius")
                    .isEqualTo(expected);
        }
    }

    @Test
    void namesATwoLineSetByItsNumber() {
        assertThat(only(LINE_1 + "\r\n" + LINE_2 + "\r\n").objectName()).isEqualTo("NORAD-25544");
    }

    @Test
    void readsCarriageReturnsByteOrderMarksAndZeroPrefixedNames() {
        assertThat(only("\uFEFF0 ISS\r\n" + LINE_1 + "\r\n" + LINE_2).objectName())
                .isEqualTo("ISS");
        assertThat(ElementsReader.read(new StringReader(KVN)).elements()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"A0123,100123", "Z9999,339999", "J0000,180000", "P1234,231234", "00005,5", "'    5',5"})
    void understandsAlphaFive(String field, long number) {
        assertThat(CatalogueNumber.parse(field)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"I0123", "O0123", "A012B", "12 45", "'     '"})
    void refusesOtherLettersInTheCatalogueNumber(String field) {
        assertThatThrownBy(() -> CatalogueNumber.parse(field)).hasMessageContaining(field);
    }

    @Test
    void readsNineDigitNumbers() {
        assertThat(only(JSON.replace("25544", "799501234")).noradId()).isEqualTo(799501234L);
        assertThat(only(CSV.replace("25544", "100123")).noradId()).isEqualTo(100123L);
    }

    @Test
    void keepsTheGoodSetsAroundABadOne() {
        String altered = LINE_1.replace("21767-3", "21768-3");
        ElementsReading reading = ElementsReader.read(
                String.join("\n", "FIRST", LINE_1, LINE_2, "BAD", altered, LINE_2, "LAST", LINE_1, LINE_2));
        assertThat(reading.elements()).extracting(MeanElements::objectName).containsExactly("FIRST", "LAST");
        assertThat(reading.rejected()).singleElement().satisfies(rejected -> {
            assertThat(rejected.line()).isEqualTo(5);
            assertThat(rejected.object()).isEqualTo("BAD");
            assertThat(rejected.reason()).contains("checksum of line 1 is 8 but its digits sum to 9");
        });
    }

    @Test
    void explainsOrphanedAndMixedLines() {
        assertThat(reasons(LINE_1 + "\n")).singleElement().asString().contains("not followed by its line 2");
        assertThat(reasons(LINE_2 + "\n")).singleElement().asString().contains("without its line 1");
        assertThat(reasons("LONELY NAME\n")).singleElement().asString().contains("name without an element set");
        assertThat(reasons("x\ny\n" + LINE_1 + "\n" + LINE_2))
                .singleElement()
                .asString()
                .contains("neither an element set");
        assertThat(reasons(LINE_1.substring(0, 60) + "\n" + LINE_2))
                .singleElement()
                .asString()
                .contains("60 characters");
        String other = LINE_2.replace("2 25544", "2 25545").replaceAll("4$", "5");
        assertThat(reasons(LINE_1 + "\n" + other)).singleElement().asString().contains("mixed up");
    }

    @Test
    void explainsMissingAndImpossibleFields() {
        assertThat(reasons(KVN.replaceAll("EPOCH = .*\n", ""))).containsExactly("EPOCH is missing");
        assertThat(reasons(JSON.replace("15.49496548", "\"NaN\"")))
                .singleElement()
                .asString()
                .contains("MEAN_MOTION is \"NaN\"");
        assertThat(reasons(CSV.replace(".0007245", ".995")))
                .singleElement()
                .asString()
                .contains("eccentricity 0.995");
        assertThat(reasons(CSV.replace("51.6337", "fifty")))
                .containsExactly("INCLINATION is \"fifty\": a number is needed");
        assertThat(reasons(CSV.replace(",25544,", ",")))
                .singleElement()
                .asString()
                .contains("10 cells in this line but 11");
        assertThat(reasons(KVN.replace("TEME", "EME2000")))
                .singleElement()
                .asString()
                .contains("REF_FRAME is EME2000");
        assertThat(reasons(KVN.replace("UTC", "TAI")))
                .singleElement()
                .asString()
                .contains("TIME_SYSTEM is TAI");
        assertThat(reasons(KVN.replace("= SGP4", "= DSST")))
                .singleElement()
                .asString()
                .contains("theory is DSST");
        assertThat(reasons(JSON.replace("E\":0", "E\":4")))
                .singleElement()
                .asString()
                .contains("SGP4-XP");
        assertThat(reasons(CSV.replace("05-30T", "02-30T")))
                .singleElement()
                .asString()
                .contains("does not exist");
        assertThat(reasons(KVN.replace("51.6337", "-1")))
                .singleElement()
                .asString()
                .contains("inclination -1.0");
    }

    @Test
    void goesOnAfterBrokenJsonAndBrokenXml() {
        String second = JSON.replace("ISS (ZARYA)", "SECOND").strip();
        ElementsReading json = ElementsReader.read("[{\"OBJECT_NAME\":\"BROKEN\",\"EPOCH\" 5}," + second.substring(1));
        assertThat(json.elements()).extracting(MeanElements::objectName).containsExactly("SECOND");
        assertThat(json.rejected())
                .singleElement()
                .asString()
                .contains("BROKEN")
                .contains("':' expected but found '5'");

        ElementsReading xml = ElementsReader.read(XML.replace("</ndm>", "<omm><OBJECT_NAME>TAIL</OBJECT_NAME>"));
        assertThat(xml.elements()).hasSize(1);
        assertThat(xml.rejected()).singleElement().asString().contains("TAIL").contains("breaks off");

        ElementsReading middle = ElementsReader.read("<ndm>\n" + xml("A", XML_DATA) + "\n"
                + xml("B", XML_DATA).replace("</EPOCH>", "</EPOCK>") + "\n" + xml("C", XML_DATA) + "</ndm>");
        assertThat(middle.elements()).extracting(MeanElements::objectName).containsExactly("A", "C");
        assertThat(middle.rejected()).singleElement().asString().startsWith("line 3 (B)");
    }

    @Test
    void saysThatThereIsNoElementSetInATextThatHasNone() {
        for (String text : List.of("[1, 2]", "<html></html>", "OBJECT_NAME,EPOCH,MEAN_MOTION")) {
            ElementsReading reading = ElementsReader.read(text);
            assertThat(reading.elements()).isEmpty();
            assertThat(reading.rejected())
                    .as(text)
                    .singleElement()
                    .asString()
                    .contains("nothing in it is an element set");
        }
    }

    @Test
    void comesToAnEndHoweverOftenXmlBreaksOff() {
        assertThat(ElementsReader.read("<omm<omm <omm").rejected()).isNotEmpty();
        assertThat(ElementsReader.read("<omm".repeat(3000)).rejected())
                .hasSizeLessThan(1002)
                .last()
                .asString()
                .contains("the rest is not read");
    }

    @Test
    void takesOnlyDecimalNumbersForNumbers() {
        for (String odd : List.of("0x1p3", "1d", "1f")) {
            assertThat(ElementsReader.read(KVN.replace("27.5746", odd)).rejected())
                    .singleElement()
                    .asString()
                    .contains("a number is needed");
        }
    }

    @Test
    void readsSeveralMessagesOfOneFile() {
        assertThat(ElementsReader.read(KVN + KVN).elements()).hasSize(2);
        assertThat(ElementsReader.read("<ndm>" + xml("A", XML_DATA) + xml("B", XML_DATA) + "</ndm>")
                        .elements())
                .extracting(MeanElements::objectName)
                .containsExactly("A", "B");
        String object = JSON.strip().substring(1, JSON.strip().length() - 1);
        assertThat(ElementsReader.read(object + "\n" + object).elements())
                .as("one object a line")
                .hasSize(2);
    }

    @Test
    void refusesDocumentTypes() {
        String attack = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><ndm>"
                + xml("&e;", XML_DATA) + "</ndm>";
        ElementsReading reading = ElementsReader.read(attack);
        assertThat(reading.elements()).isEmpty();
        assertThat(reading.rejected()).singleElement().asString().contains("breaks off");
    }

    @Test
    void normalisesAnglesAndReadsDayOfYearEpochs() {
        MeanElements read = only(KVN.replace("27.5746", "-332.4254").replace("2026-05-30T", "2026-150T"));
        assertThat(read.raanDegrees()).isCloseTo(27.5746, within(1e-9));
        assertThat(read.epoch()).isEqualTo(Instant.parse("2026-05-30T12:25:10.468992Z"));
    }

    @Test
    void saysNothingWasThereForAnEmptyText() {
        assertThat(ElementsReader.read("")).isEqualTo(new ElementsReading(List.of(), List.of()));
        assertThat(ElementsReader.read("[]").elements()).isEmpty();
    }

    @Test
    void readsTenThousandRealSets() {
        ReferenceData.file("tle/starlink.tle").ifPresent(file -> {
            ElementsReading reading = ElementsReader.read(ReferenceData.text(file));
            assertThat(reading.rejected()).isEmpty();
            assertThat(reading.elements()).hasSize(10_395);
        });
        ReferenceData.file("tle/omm-sample-derived.json")
                .ifPresent(file -> assertThat(
                                ElementsReader.read(ReferenceData.text(file)).elements())
                        .hasSize(212));
        for (String form : List.of("csv", "json", "xml")) {
            ReferenceData.file("sgp4-verification/sample_omm." + form)
                    .ifPresent(file -> assertThat(only(ReferenceData.text(file)).objectName())
                            .isEqualTo("VANGUARD 1"));
        }
    }

    private static List<String> reasons(String text) {
        return ElementsReader.read(text).rejected().stream()
                .map(Rejected::reason)
                .toList();
    }
}
