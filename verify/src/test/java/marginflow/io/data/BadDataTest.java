package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.DataRequest.HeaderLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused, and in which words: where, what was expected, what was found. */
class BadDataTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                            | d, line 1, column 1: expected samples, found an empty file
          `\\n\\n`                      | d, line 1, column 1: expected samples, found an empty file
          `a,b,y\\n`                    | d, line 2, column 1: expected samples below the header, found the end of the file
          `1,2,-1\\n3,1\\n`             | d, line 2, column 3: expected 3 fields as in the first line, found 2
          `1,2,-1\\n3,4,5,1\\n`         | d, line 2, column 4: expected 3 fields as in the first line, found 4
          `1,2,-1\\n3,four,1\\n`        | d, line 2, column 2: expected a finite number, found "four"
          `1,2,-1\\n,4,1\\n`            | d, line 2, column 1: expected a finite number, found an empty field
          `a,b,y\\n1,nan,-1\\n`         | d, line 2, column 2: expected a finite number, found "nan"
          `a,b,y\\n1,2,-1\\n-Inf,3,1\\n` | d, line 3, column 1: expected a finite number, found "-Inf"
          `nan,nan,nan\\n1,2,3\\n`      | d, line 1, column 1: expected a finite number, found "nan"
          `1e999,2,-1\\n`               | d, line 1, column 1: expected a finite number, found "1e999"
          `0x1p3,2,-1\\n`               | d, line 1, column 1: expected a finite number, found "0x1p3"
          `1,2,nan\\n3,4,1\\n`          | d, line 1, column 3: expected a label (--classes A,B keeps only the samples of two), found "nan"
          `1,2,\\n3,4,1\\n`             | d, line 1, column 3: expected a label (--classes A,B keeps only the samples of two), found an empty field
          `1\\n2\\n`                    | d, line 1, column 1: expected features and a label, separated by comma, semicolon, tab, bar or blanks, found "1"
          `1,2,-1\\n3,4,1\\n5,6,NA\\n`  | d, line 3, column 3: expected a label (--classes A,B keeps only the samples of two), found "NA"
          `1,2,-1\\n3,NA,1\\n`         | d, line 2, column 2: expected a finite number, found "NA"
          `NA,2,-1\\n3,4,1\\n5,6,1\\n`  | d, line 1, column 1: expected a finite number, found "NA"
          `,4,1\\n1,2,-1\\n3,4,1\\n`    | d, line 1, column 1: expected a finite number, found an empty field
          `0.5,2,y\\n1,2,1\\n3,4,-1\\n` | d, line 1, column 3: expected a label that is a number as in all lines below, or a header (--header yes), found "y"
          `1;2.5;-1\\n1,5;2;1\\n`      | d, line 2, column 1: expected one decimal mark, as in "2.5" of line 1, found "1,5"
          `1.234,5;2;-1\\n1;2;1\\n`    | d, line 1, column 1: expected a finite number, found "1.234,5"
          `a b y\\n1 2 -1\\n1 "2 1\\n`  | d, line 3, column 1: expected CSV fields, quotes closed, found "\"2 1"
          `a,b\\n1,2,x\\n1,3,y\\n`      | d, line 1: expected a name for each column, or different row names in the first, found one name fewer than rows have fields, and row names that occur twice
          `1,2,1\\n3,4,1\\n`            | d: expected two labels (--positive A takes the only label A as +1), found 1: 1 (2 samples)
          `1,a\\n2,b\\n3,c\\n4,c\\n`    | d: expected two labels (--classes A,B picks two, --positive A sets one against the rest), found 3: a (1 samples), b (1 samples), c (2 samples)
          `1 01:2\\n`                   | d, line 1, column 2: expected index:value, found "01:2"
          `1 1:1 qid:2\\n`              | d, line 1, column 3: expected index:value, found "qid:2"
          `1 9999999999:1\\n`           | d, line 1, column 2: expected index:value, found "9999999999:1"
          `1 1:1\\n-1 0:2 0:1\\n`       | d, line 2, column 3: expected an index above 0, found "0:1"
          `1 1:1\\n-1 3:1 2:1\\n`       | d, line 2, column 3: expected an index above 3, found "2:1"
          `1 1:1\\n-1 1:x\\n`           | d, line 2, column 2: expected a finite number, found "x"
          `1 1:1\\nyes 1:1\\n`          | d, line 2, column 1: expected a finite number, found "yes"
          `1 1:1\\n-1 999999999:1\\n`   | d: expected at most 268435456 numbers once dense, found 2 × 999999999
          """)
  void textFiles(String content, String message) {
    InputFile file = Files4Tests.text("d", content.replace("\\n", "\n"));
    assertEquals(message, refusal(file, DataRequest.of("d")));
  }

  @Test
  void unclosedQuotes() {
    String message = refusal(Files4Tests.text("d", "1,2,-1\n\"3,4,1\n"), DataRequest.of("d"));
    assertTrue(message.startsWith("d, line 2, column 1: expected CSV"), message);
  }

  @Test
  void missingLabelColumnListsTheColumns() {
    assertEquals(
        "d, line 1, column 1: expected a label column \"z\" (--label takes a name or a number from"
            + " 1), found the columns a, b, y",
        refusal(Files4Tests.text("d", "a,b,y\n1,2,-1\n"), labelled("z")));
    assertTrue(refusal(Files4Tests.text("d", "1,2,-1\n"), labelled("4")).contains("3 columns"));
  }

  @Test
  void whatWasRecognisedIsSaidBesideWhatIsWrong() {
    String message =
        refusal(Files4Tests.text("d", "0,1,label\n1,2,-1\n3,four,1\n5,6,1\n"), DataRequest.of("d"));
    assertTrue(message.contains("line 3, column 2"), message);
    assertTrue(message.contains("taken as the header, not as a sample: 0, 1, label"), message);
  }

  @Test
  void escapeSequencesOfLabelsDoNotReachTheTerminal() {
    String message =
        refusal(Files4Tests.text("d", "1,\u001b[2Ja\n2,b\n3,\u202ec\n"), DataRequest.of("d"));
    assertTrue(message.contains("\\x1b[2Ja"), message);
    assertTrue(message.contains("\\u202ec"), message);
  }

  @Test
  void labelsThatDoNotOccur() {
    DataRequest request =
        new DataRequest(
            "d",
            Optional.empty(),
            HeaderLine.AUTO,
            new LabelChoice(Optional.empty(), Optional.of("c")),
            Preparation.NONE);
    assertEquals(
        "d: expected a label \"c\" (--positive), found 2: a (1 samples), b (1 samples)",
        refusal(Files4Tests.text("d", "1,a\n2,b\n"), request));
  }

  @Test
  void missingFile() {
    var refusal =
        assertThrows(
            BadDataException.class, () -> LoadedData.load(DataRequest.of("no/such/file.csv")));
    assertEquals(
        "no/such/file.csv: expected a file, found nothing of that name", refusal.getMessage());
  }

  @Test
  void npzWithoutItsArraysOrWithWrongShapes() {
    byte[] x = NpyFormat.write(NpyArray.matrix(2, 2, new double[4]));
    byte[] y = NpyFormat.write(NpyArray.vector(new double[] {1, -1}));
    assertTrue(
        npz(Map.of("X.npy", x))
            .contains("an array named y (or others by --x-key and --y-key), found X"));
    assertTrue(
        npz(Map.of("y.npy", y))
            .contains("an array named X (or others by --x-key and --y-key), found y"));
    assertTrue(npz(Map.of("X.npy", y, "y.npy", y)).contains("array X: expected shape (n, d)"));
    assertTrue(npz(Map.of("X.npy", x, "y.npy", x)).contains("array y: expected shape (n,)"));
    byte[] nan = NpyFormat.write(NpyArray.matrix(2, 2, new double[] {0, 1, 2, Double.NaN}));
    String message = npz(Map.of("X.npy", nan, "y.npy", y));
    assertTrue(message.contains("row 1, column 1 (from 0): expected a finite number"), message);
    byte[] objects = Files4Tests.npy("|O", false, "(2,)", new byte[16]);
    assertTrue(npz(Map.of("X.npy", x, "y.npy", objects)).contains("Python objects"));
  }

  @Test
  void aSingleNpyIsNoDataSet() {
    byte[] x = NpyFormat.write(NpyArray.matrix(2, 2, new double[4]));
    String message = refusal(Files4Tests.bytes("d", x), DataRequest.of("d"));
    assertTrue(message.contains("a single NPY array"), message);
  }

  @Test
  void everyTruncationOfANpzIsRefused() {
    byte[] whole = InputFile.read("example:digits_0_vs_1.npz").content();
    for (int length = 0; length < whole.length; length += 97) {
      refusal(Files4Tests.bytes("d", Arrays.copyOf(whole, length)), DataRequest.of("d"));
    }
    refusal(Files4Tests.bytes("d", Arrays.copyOf(whole, whole.length + 1)), DataRequest.of("d"));
  }

  /** Whose arrays are not found either: what it claims is what is wrong with it. */
  @Test
  void anArchiveThatClaimsMoreThanCanBeReadIsRefusedForThat() {
    byte[] noise = new byte[5_000_000];
    new Random(1).nextBytes(noise);
    byte[] file = Files4Tests.zip(Map.of("X.npy", noise), true);
    ByteBuffer bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int size = bytes.getInt(file.length - 6) + 24; // of the directory's only entry
    bytes.putInt(size, -1);
    assertEquals(
        "d, member X.npy: expected at most 2 GiB, found 4294967295 bytes",
        refusal(Files4Tests.bytes("d", file), DataRequest.of("d")));
    bytes.putInt(size - 4, 1000);
    assertEquals(
        "d, member X.npy: expected a size that 1000 packed bytes can hold, found 4294967295 bytes",
        refusal(Files4Tests.bytes("d", file), DataRequest.of("d")));
  }

  private static String npz(Map<String, byte[]> members) {
    byte[] file = Files4Tests.zip(new LinkedHashMap<>(members), true);
    return refusal(Files4Tests.bytes("d", file), DataRequest.of("d"));
  }

  private static DataRequest labelled(String column) {
    return new DataRequest(
        "d", Optional.of(column), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE);
  }

  private static String refusal(InputFile file, DataRequest request) {
    return assertThrows(BadDataException.class, () -> LoadedData.load(request, file)).getMessage();
  }
}
