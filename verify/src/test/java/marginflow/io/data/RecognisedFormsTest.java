package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.data.DataRequest.HeaderLine;
import marginflow.io.data.DataRequest.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One data set of twelve samples in the forms people have it in: whatever the form, the same
 * samples are read, and what was recognised on the way is said.
 */
class RecognisedFormsTest {

  private static final LoadedData PLAIN = read("plain.csv");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric-header.csv     | line 1: taken as the header, not as a sample: 0, 1, 2, label
          row-numbers-pandas.csv | column 1: has no name and a different entry in every row
          row-names-r.csv        | column 1: has no name and a different entry in every row
          first-row-empty.txt    | ''
          double-quotes.npz      | ''
          no-suffix.npz          | ''
          text-labels.npz        | ''
          keras.npz              | samples are array x_train, labels array y_train
          keras.npz              | arrays not read: x_test, y_test
          keras.npz              | shape (12, 3, 1) was flattened to (12, 3)
          scikit-learn.npz       | samples are array data, labels array target
          savez.npz              | samples are array arr_0, labels array arr_1
          images-4d.npz          | shape (12, 1, 3, 1) was flattened to (12, 3)
          comments.csv           | the first of 2 comments (#) that were passed over
          decimal-comma.csv      | the comma in "-0,802" of line 2 is the decimal mark
          latin1.csv             | byte 0xf6 is no UTF-8; the text was read as Latin-1
          pipe.csv               | ''
          savetxt.txt            | this comment names the columns: a, b, c, y
          utf16.csv              | the text was read as UTF-16
          """)
  void theSameSamples(String file, String note) {
    LoadedData found = read(file);
    double[] expected = PLAIN.dataset().x().data();
    if (file.equals("first-row-empty.txt")) { // a row without entries is one of zeros
      expected = expected.clone();
      Arrays.fill(expected, 0, 3, 0);
    }
    assertArrayEquals(expected, found.dataset().x().data());
    assertArrayEquals(PLAIN.dataset().y(), found.dataset().y());
    String notes = String.join("\n", found.notes());
    assertTrue(notes.contains(note) && (!note.isEmpty() || notes.isEmpty()), notes);
  }

  @Test
  void plainDataNeedsNoWords() {
    assertEquals(List.of(), PLAIN.notes());
    assertEquals(List.of("a", "b", "c"), PLAIN.features());
  }

  @Test
  void aHeaderThatWasRecognisedCanBeASample() {
    LoadedData sample =
        LoadedData.load(
            new DataRequest(
                "d",
                Optional.empty(),
                HeaderLine.NO,
                new LabelChoice(Optional.empty(), Optional.of("1")),
                Preparation.NONE),
            Files4Tests.resource("numeric-header.csv"));
    assertEquals(13, sample.dataset().n());
    assertEquals(List.of(), sample.notes());
  }

  @Test
  void libsvmFromZeroAndWithQueries() {
    LoadedData zero = read("zero-based.svm");
    LoadedData queries = read("query-ids.svm");
    assertEquals(100, zero.dataset().n());
    assertEquals(4, zero.dataset().d());
    assertEquals("x0", zero.features().getFirst());
    assertEquals("x1", queries.features().getFirst());
    assertArrayEquals(zero.dataset().x().data(), queries.dataset().x().data());
    assertArrayEquals(zero.dataset().y(), queries.dataset().y());
    assertTrue(zero.notes().getFirst().contains("indices count from 0"));
    assertTrue(queries.notes().getFirst().contains("query ids (qid:N)"));
  }

  @Test
  void libsvmSaysItselfThatItCountsFromZero() {
    LoadedData said =
        LoadedData.load(
            DataRequest.of("d"),
            Files4Tests.text("d", "# Column indices are zero-based\n1 1:5\n-1 2:6\n"));
    assertArrayEquals(new double[] {0, 5, 0, 0, 0, 6}, said.dataset().x().data());
  }

  @Test
  void linesOfThousandsOfEntries() {
    assertEquals(1200, read("wide.svm").dataset().d());
    StringBuilder line = new StringBuilder();
    for (int j = 0; j < 50_000; j++) {
      line.append(j % 7).append(',');
    }
    String text = line + "a\n" + line + "b\n";
    assertEquals(
        50_000, LoadedData.load(DataRequest.of("d"), Files4Tests.text("d", text)).dataset().d());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          object-labels.npz | object-labels.npz, array y: expected integers, booleans or floats of 16, 32 or 64 bits, found Python objects (dtype=object), which only Python can unpickle: save a.astype(str) or a.astype(float) instead
          many-axes.npz     | many-axes.npz, array X: expected a shape that fits in memory
          huge-index.svm    | 1 × 200000000 numbers once dense (1600 MB) claimed by a file of 15 bytes
          """)
  void whatCannotBeReadIsRefused(String file, String reason) {
    var refusal = assertThrows(BadDataException.class, () -> read(file));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  @Test
  void columnsAreDroppedByNameOrNumber() {
    String text = "id,a,b,when,y\nk1,1,2,mon,-1\nk2,3,4,tue,1\n";
    LoadedData csv =
        load(text, new Selection(List.of("id", "4"), Optional.empty(), Optional.empty()));
    assertArrayEquals(new double[] {1, 2, 3, 4}, csv.dataset().x().data());
    assertEquals(List.of("a", "b"), csv.features());
    LoadedData svm =
        load(
            "1 1:5 2:6\n-1 2:7\n",
            new Selection(List.of("x1"), Optional.empty(), Optional.empty()));
    assertArrayEquals(new double[] {6, 7}, svm.dataset().x().data());
    assertThrows(BadDataException.class, () -> load(text, drop("z")));
    assertThrows(BadDataException.class, () -> load("1 1:5\n-1 1:7\n", drop("2")));
    assertThrows(
        BadDataException.class, () -> load("a,y\n1,-1\n2,1\n", drop("a")), "no feature is left");
  }

  @Test
  void theLastColumnThatIsKeptIsTheLabel() {
    LoadedData data = load("a,y,comment\n1,no,x\n2,yes,z\n", drop("comment"));
    assertEquals(Optional.of("yes"), data.positive());
    assertEquals(List.of("a"), data.features());
  }

  @Test
  void aColumnThatCountsTheRowsIsNamed() {
    String rows = "1,5,a\n2,4,b\n3,7,a\n4,1,b\n5,9,a\n6,2,b\n";
    String far = "id,v,y\n1001,5,a\n1002,4,b\n1003,7,a\n1004,1,b\n1005,9,a\n1006,2,b\n";
    for (String text : List.of("id,v,y\n" + rows, rows, far)) {
      LoadedData data = load(text, Selection.ALL);
      assertEquals(2, data.dataset().d());
      assertTrue(
          data.notes().getFirst().contains("counts the rows; it stays a feature, --drop 1"), text);
    }
    assertEquals(
        List.of(),
        load("v,w,y\n1,5,a\n2,4,b\n4,7,a\n4,1,b\n5,9,a\n6,2,b\n", Selection.ALL).notes());
  }

  @Test
  void aFirstColumnWithoutNameThatRepeatsStaysAFeature() {
    LoadedData data = load(",b,y\n1,5,a\n1,4,b\n2,7,a\n", Selection.ALL);
    assertEquals(2, data.dataset().d());
    assertTrue(data.notes().getFirst().contains("has no name; it stays a feature"));
  }

  @Test
  void namesLoseTheBlanksAroundThem() {
    LoadedData data =
        LoadedData.load(
            new DataRequest(
                "d", Optional.of("y"), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE),
            Files4Tests.text("d", "a, y, \"b c\"\n1, no, 2\n3, yes, 4\n"));
    assertEquals(List.of("a", "b c"), data.features());
    assertEquals(Optional.of("no"), data.negative());
  }

  @Test
  void samplesWithoutALabelAreLeftOutIfTwoAreChosen() {
    LoadedData data =
        LoadedData.load(
            new DataRequest(
                "d",
                Optional.empty(),
                HeaderLine.AUTO,
                new LabelChoice(Optional.of(List.of("a", "b")), Optional.empty()),
                Preparation.NONE),
            Files4Tests.text("d", "1,a\n2,b\n3,NA\n4,\n"));
    assertArrayEquals(new double[] {1, 2}, data.dataset().x().data());
    assertTrue(data.notes().getFirst().contains("without a label, left out: 2"));
  }

  private static Selection drop(String column) {
    return new Selection(List.of(column), Optional.empty(), Optional.empty());
  }

  private static LoadedData load(String text, Selection selection) {
    return LoadedData.load(
        new DataRequest(
            "d", Optional.empty(), HeaderLine.AUTO, selection, LabelChoice.NONE, Preparation.NONE),
        Files4Tests.text("d", text));
  }

  private static LoadedData read(String resource) {
    return LoadedData.load(DataRequest.of(resource), Files4Tests.resource(resource));
  }
}
