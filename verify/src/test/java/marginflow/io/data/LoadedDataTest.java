package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.data.DataRequest.HeaderLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every format and every choice, from the file to signs and features. */
class LoadedDataTest {

  private static final LabelChoice SETOSA_VERSICOLOR = classes("setosa", "versicolor");

  @Test
  void irisIsWhatItIs() {
    LoadedData iris = load(request("example:iris.csv", SETOSA_VERSICOLOR));
    assertEquals(100, iris.dataset().n());
    assertEquals(4, iris.dataset().d());
    assertEquals(Optional.of("setosa"), iris.negative());
    assertEquals(Optional.of("versicolor"), iris.positive());
    assertEquals(-1, iris.dataset().y()[0]);
    assertEquals(1, iris.dataset().y()[99]);
    assertEquals(5.1, iris.dataset().x().get(0, 0));
    assertEquals("sepal_length", iris.features().getFirst());
    assertEquals(64, iris.sha256().length());
  }

  @Test
  void irisWithoutAChoiceIsTheDefaultOfEveryCommand() {
    LoadedData iris = load(DataRequest.of("example:iris.csv"));
    assertEquals(100, iris.dataset().n());
    assertEquals(Optional.of("versicolor"), iris.positive());
    assertEquals(SETOSA_VERSICOLOR, iris.request().labels());
    assertTrue(iris.notes().getFirst().contains("setosa and versicolor"), iris.notes()::toString);
  }

  @Test
  void digitsAreWhatTheyAre() {
    LoadedData digits = load(DataRequest.of("example:digits_0_vs_1.npz"));
    assertEquals(360, digits.dataset().n());
    assertEquals(64, digits.dataset().d());
    assertEquals("npz", digits.format());
  }

  @Test
  void csvWithOrWithoutHeaderQuotesAndOtherSeparators() {
    for (String text :
        List.of(
            "a,b,y\n1,2,-1\n3,4,1\n",
            "1,2,-1\n3,4,1",
            "\uFEFF\"a\";\"b\";\"y\"\r\n1;2;-1.0\r\n\r\n3;\"4\";+1\r\n",
            "a\tb\ty\n1\t2e0\t-1\n+3.\t4\t1\n")) {
      LoadedData data = read("d.csv", text);
      assertArrayEquals(new double[] {1, 2, 3, 4}, data.dataset().x().data(), text);
      assertArrayEquals(new double[] {-1, 1}, data.dataset().y(), text);
      assertEquals(Optional.of("-1"), data.negative(), text);
    }
  }

  @Test
  void theLabelColumnHasANameOrANumber() {
    String text = "y,a,b\nno,1,2\nyes,3,4\n";
    for (String label : List.of("y", "1")) {
      LoadedData data =
          LoadedData.load(
              new DataRequest(
                  "d", Optional.of(label), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE),
              Files4Tests.text("d", text));
      assertArrayEquals(new double[] {1, 2, 3, 4}, data.dataset().x().data());
      assertEquals(List.of("a", "b"), data.features());
      assertEquals(Optional.of("yes"), data.positive());
    }
  }

  @Test
  void namesOfColumnsMayBeNumbersIfSaidSo() {
    String text = "0,1,y\n1,2,a\n3,4,b\n";
    LoadedData data =
        LoadedData.load(
            new DataRequest(
                "d", Optional.empty(), HeaderLine.YES, LabelChoice.NONE, Preparation.NONE),
            Files4Tests.text("d", text));
    assertEquals(2, data.dataset().n());
    assertEquals(List.of("0", "1"), data.features());
  }

  @Test
  void positiveSetsOneLabelAgainstTheRest() {
    LoadedData iris = load(request("example:iris.csv", positive("virginica")));
    assertEquals(150, iris.dataset().n());
    assertEquals(Optional.of("setosa, versicolor"), iris.negative());
    assertEquals(1, iris.dataset().y()[149]);
    assertEquals(-1, iris.dataset().y()[0]);
  }

  @Test
  void positiveAmongTwoClassesTurnsTheSigns() {
    LabelChoice turned =
        new LabelChoice(Optional.of(List.of("setosa", "versicolor")), Optional.of("setosa"));
    assertEquals(1, load(request("example:iris.csv", turned)).dataset().y()[0]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new LabelChoice(Optional.of(List.of("a", "b")), Optional.of("c")));
    assertThrows(IllegalArgumentException.class, () -> classes("1", "1.0"));
  }

  @Test
  void oneClassIsLegalWhenNamedAndInNpzOfSigns() {
    LoadedData csv =
        LoadedData.load(request("d", positive("1.0")), Files4Tests.text("d", "1,2,1\n3,4,1\n"));
    assertArrayEquals(new double[] {1, 1}, csv.dataset().y());
    assertEquals(Optional.empty(), csv.negative());
    LoadedData npz = LoadedData.load(DataRequest.of("d"), Files4Tests.bytes("d", npz(1, 1, true)));
    assertArrayEquals(new double[] {1, 1}, npz.dataset().y());
    assertEquals(Optional.of("1"), npz.positive());
    assertThrows(
        BadDataException.class,
        () -> LoadedData.load(DataRequest.of("d"), Files4Tests.bytes("d", npz(0, 0, true))));
  }

  @Test
  void npzStoredOrDeflatedWithZeroAndOne() {
    for (boolean deflate : new boolean[] {true, false}) {
      byte[] file = npz(0, 1, deflate);
      LoadedData data = LoadedData.load(DataRequest.of("d"), Files4Tests.bytes("d", file));
      assertArrayEquals(new double[] {1, 2, 3, 4}, data.dataset().x().data());
      assertArrayEquals(new double[] {-1, 1}, data.dataset().y());
      assertEquals(Optional.of("0"), data.negative());
    }
  }

  @Test
  void libsvmIsSparseAndCountsFromOne() {
    LoadedData data = read("d.svm", "# a comment\n+1 1:0.5 3:2\n-1 2:-1 # another\n\n");
    assertArrayEquals(new double[] {0.5, 0, 2, 0, -1, 0}, data.dataset().x().data());
    assertArrayEquals(new double[] {1, -1}, data.dataset().y());
    assertEquals("libsvm", data.format());
  }

  @Test
  void contentDecidesNotTheName() {
    assertEquals("libsvm", read("d.csv", "1 1:2\n-1 1:3\n").format());
    assertEquals("csv", read("d.npz", "1,2\n3,-4\n").format());
    assertEquals(
        "npz",
        LoadedData.load(DataRequest.of("d.csv"), Files4Tests.bytes("d.csv", npz(0, 1, true)))
            .format());
  }

  @Test
  void idxPairsAreFoundByName(@TempDir Path folder) throws IOException {
    Path images = folder.resolve("train-images-idx3-ubyte");
    Files.write(images, idx(0x08, new int[] {2, 1, 2}, new byte[] {0, (byte) 255, 7, 9}));
    Path labels = folder.resolve("train-labels-idx1-ubyte");
    var missing =
        assertThrows(
            BadDataException.class, () -> LoadedData.load(DataRequest.of(images.toString())));
    assertTrue(missing.getMessage().contains("train-labels-idx1-ubyte"), missing::getMessage);
    Files.write(labels, idx(0x08, new int[] {2}, new byte[] {3, 8}));
    LoadedData data = LoadedData.load(DataRequest.of(images.toString()));
    assertArrayEquals(new double[] {0, 255, 7, 9}, data.dataset().x().data());
    assertArrayEquals(new double[] {-1, 1}, data.dataset().y());
    assertEquals(Optional.of("8"), data.positive());
    Files.write(labels, idx(0x08, new int[] {3}, new byte[] {3, 8, 8}));
    assertThrows(BadDataException.class, () -> LoadedData.load(DataRequest.of(images.toString())));
  }

  @Test
  void preparationInItsOrder() {
    LoadedData data =
        LoadedData.load(
            new DataRequest(
                "d",
                Optional.empty(),
                HeaderLine.AUTO,
                LabelChoice.NONE,
                new Preparation(true, true, true)),
            Files4Tests.text("d", "1,5,10,-1\n3,5,10,1\n5,5,40,1\n"));
    double third = Math.sqrt(1.5);
    double[] x = {-third, -Math.sqrt(0.5), 0, -Math.sqrt(0.5), third, Math.sqrt(2)};
    for (int i = 0; i < 3; i++) {
      double norm = Math.hypot(x[2 * i], x[2 * i + 1]);
      assertEquals(x[2 * i] / norm, data.dataset().x().get(i, 0), 1e-15);
      assertEquals(0, data.dataset().x().get(i, 1));
      assertEquals(x[2 * i + 1] / norm, data.dataset().x().get(i, 2), 1e-15);
      assertEquals(1, data.dataset().x().get(i, 3));
    }
    assertEquals("constant", data.features().getLast());
  }

  @Test
  void aZeroSampleCannotBeNormalized() {
    DataRequest request =
        new DataRequest(
            "d",
            Optional.empty(),
            HeaderLine.AUTO,
            LabelChoice.NONE,
            new Preparation(false, true, false));
    var refusal =
        assertThrows(
            BadDataException.class,
            () -> LoadedData.load(request, Files4Tests.text("d", "1,2,1\n0,0,-1\n")));
    assertTrue(refusal.getMessage().startsWith("d, line 2"), refusal::getMessage);
  }

  private static LoadedData load(DataRequest request) {
    return LoadedData.load(request);
  }

  private static LoadedData read(String name, String text) {
    return LoadedData.load(DataRequest.of(name), Files4Tests.text(name, text));
  }

  private static DataRequest request(String file, LabelChoice labels) {
    return new DataRequest(file, Optional.empty(), HeaderLine.AUTO, labels, Preparation.NONE);
  }

  private static LabelChoice classes(String a, String b) {
    return new LabelChoice(Optional.of(List.of(a, b)), Optional.empty());
  }

  private static LabelChoice positive(String label) {
    return new LabelChoice(Optional.empty(), Optional.of(label));
  }

  private static byte[] npz(int first, int second, boolean deflate) {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("X.npy", NpyFormat.write(NpyArray.matrix(2, 2, new double[] {1, 2, 3, 4})));
    members.put(
        "y.npy", Files4Tests.npy("|i1", false, "(2,)", new byte[] {(byte) first, (byte) second}));
    return Files4Tests.zip(members, deflate);
  }

  private static byte[] idx(int type, int[] shape, byte[] data) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    out.putShort((short) 0).put((byte) type).put((byte) shape.length);
    for (int length : shape) {
      out.putInt(length);
    }
    return out.put(data).array();
  }
}
