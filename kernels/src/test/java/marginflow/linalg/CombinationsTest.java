package marginflow.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationsTest {

  private static List<String> all(int n, int k) {
    List<String> found = new ArrayList<>();
    Combinations.forEach(n, k, chosen -> found.add(Arrays.toString(chosen)));
    return found;
  }

  @Test
  void inLexicographicOrder() {
    assertEquals(List.of("[0, 1]", "[0, 2]", "[0, 3]", "[1, 2]", "[1, 3]", "[2, 3]"), all(4, 2));
    assertEquals(List.of("[]"), all(3, 0), "the empty set");
    assertEquals(List.of("[0, 1, 2]"), all(3, 3));
    assertEquals(List.of(), all(2, 3));
  }

  @ParameterizedTest
  @CsvSource({"5, 0, 1", "5, 2, 10", "5, 5, 1", "5, 6, 0", "20, 10, 184756"})
  void asManyAsCounted(int n, int k, int count) {
    assertEquals(count, Combinations.count(n, k));
    assertEquals(count, all(n, k).stream().distinct().count());
  }

  @Test
  void countsDoNotOverflow() {
    assertEquals(1.0089134454556e29, Combinations.count(100, 50), 1e16);
  }
}
