package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.data.DataRequest.HeaderLine;
import marginflow.io.data.DataRequest.Selection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which arrays of an archive are meant. */
class DataNamesTest {

  @Test
  void usualNamesInTheirOrder() {
    assertEquals(new DataNames("X", "y"), choose(List.of("y", "X", "x_train", "y_train")));
    assertEquals(new DataNames("x", "Y"), choose(List.of("x", "Y")));
    assertEquals(
        new DataNames("X_train", "y_train"), choose(List.of("X_train", "X_test", "y_train")));
    assertEquals(new DataNames("images", "labels"), choose(List.of("images", "labels")));
  }

  @Test
  void namesThatWereSaid() {
    List<String> names = List.of("inputs", "classes", "X", "y", "data", "target");
    assertEquals(
        new DataNames("inputs", "classes"),
        choose(names, Optional.of("inputs"), Optional.of("classes")));
    assertEquals(
        new DataNames("inputs", "y"),
        choose(List.of("inputs", "y"), Optional.of("inputs"), Optional.empty()));
    assertEquals(
        new DataNames("data", "target"), choose(names, Optional.of("data"), Optional.empty()));
    assertRefused("--x-key", names, Optional.of("Z"), Optional.of("y"));
    assertRefused("an array named y", List.of("X", "z"), Optional.empty(), Optional.empty());
    assertRefused(
        "one array x_train",
        List.of("x_TRAIN", "X_train", "y_train"),
        Optional.empty(),
        Optional.empty());
    assertRefused(
        "pickled PyTorch", List.of("m/data.pkl", "m/data/0"), Optional.empty(), Optional.empty());
  }

  @Test
  void samplesAndLabelsInFilesOfTheirOwn(@TempDir Path folder) throws IOException {
    Path x = folder.resolve("X.npy");
    Path y = folder.resolve("y.npy");
    Files.write(x, NpyFormat.write(NpyArray.matrix(2, 2, new double[] {1, 2, 3, 4})));
    Files.write(y, NpyFormat.write(NpyArray.vector(new double[] {1, -1})));
    LoadedData data =
        LoadedData.load(
            new DataRequest(
                x.toString(),
                Optional.of(y.toString()),
                HeaderLine.AUTO,
                LabelChoice.NONE,
                Preparation.NONE));
    assertEquals(1, data.dataset().y()[0]);
    assertEquals(4, data.dataset().x().get(1, 1));
  }

  private static void assertRefused(
      String reason, List<String> names, Optional<String> x, Optional<String> y) {
    var refusal = assertThrows(BadDataException.class, () -> choose(names, x, y));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  private static DataNames choose(List<String> names) {
    return choose(names, Optional.empty(), Optional.empty());
  }

  private static DataNames choose(List<String> names, Optional<String> x, Optional<String> y) {
    return DataNames.choose("d", names, new Selection(List.of(), x, y));
  }
}
