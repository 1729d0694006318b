package marginflow.spark;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PartitionsTest {

  private static double sum(int[] cells) {
    return Arrays.stream(cells).mapToDouble(PartitionsTest::seconds).sum();
  }

  /** Every tenth cell takes a hundred times as long. */
  private static double seconds(int cell) {
    return cell % 10 == 0 ? 1 : 0.01;
  }

  @Test
  void everyCellIsInOnePieceAndInItsOrder() {
    int[] cells = IntStream.range(0, 1_000).map(k -> k * 7 % 1_000).toArray();
    List<int[]> pieces = Partitions.of(cells, PartitionsTest::seconds, 2);
    assertArrayEquals(cells, pieces.stream().flatMapToInt(Arrays::stream).toArray());
  }

  @Test
  void piecesAreAsLongAsEachOther() {
    int[] cells = IntStream.range(0, 1_000).map(k -> k * 7 % 1_000).toArray();
    List<int[]> pieces = Partitions.of(cells, PartitionsTest::seconds, 2);
    double longest = pieces.stream().mapToDouble(PartitionsTest::sum).max().orElseThrow();
    assertTrue(longest <= 5, "a piece of " + longest + " s");
    double all = sum(cells);
    assertTrue(pieces.size() < 2 * all / 5 + 16, pieces.size() + " pieces of " + all + " s");
  }

  @Test
  void fewCellsAreSpreadOverTheCores() {
    assertEquals(16, Partitions.of(IntStream.range(1, 9).toArray(), k -> 1, 2).size() * 2);
  }

  @Test
  void aCellLongerThanAPieceIsOneOfItsOwn() {
    List<int[]> pieces = Partitions.of(new int[] {1, 2, 3}, k -> k == 2 ? 1_000 : 0.001, 1);
    assertTrue(pieces.stream().anyMatch(piece -> Arrays.equals(piece, new int[] {2})));
  }
}
