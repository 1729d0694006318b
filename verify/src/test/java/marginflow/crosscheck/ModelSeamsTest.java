package marginflow.crosscheck;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import marginflow.crosscheck.Mutant.Along;
import marginflow.crosscheck.Shapes.Shape;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Errors planted in one kernel at the last row, column and term of every block, and at the first of
 * the next, are found in the networks of several layers that are made of it, in every kind of net,
 * and in the losses.
 */
class ModelSeamsTest {

  private static final Kernels RIGHT = KernelSelector.select();

  private static final Map<String, Map<String, Long>> EXPECTED = new HashMap<>();

  /** One kernel's mutant. */
  private record Planted(String kernel, Mutant mutant) implements Fault {
    @Override
    public void spoil(String name, Result result) {
      if (name.equals(kernel)) {
        mutant.spoil(name, result);
      }
    }

    @Override
    public int omitted(String name, int terms) {
      return name.equals(kernel) ? mutant.omitted(name, terms) : -1;
    }
  }

  private static List<Integer> seams(Along along) {
    Seams seams = RIGHT.seams();
    return switch (along) {
      case ROWS -> seams.rows();
      case COLUMNS -> seams.columns();
      default -> seams.inner();
    };
  }

  /** Which result of a model shows the error of which kernel, and along what. */
  @ParameterizedTest
  @CsvSource({
    "abt, ROWS, model forward",
    "abt, COLUMNS, model forward",
    "abt, INNER, model forward",
    "ab, ROWS, model vjp",
    "ab, COLUMNS, model vjp",
    "ab, INNER, model vjp",
    "atb, ROWS, model vjp",
    "atb, COLUMNS, model vjp",
    "atb, INNER, model vjp",
    "aat, ROWS, model gram",
    "aat, COLUMNS, model gram",
    "aat, INNER, model gram",
    "signs, ROWS, model forward",
    "signs, COLUMNS, model forward",
    "gate, ROWS, model forward",
    "gate, COLUMNS, model forward"
  })
  void anErrorOfAKernelShowsInEveryKindOfNet(String kernel, Along along, String result) {
    for (String kind : ModelSeams.KINDS) {
      if (!ModelSeams.uses(kind, kernel)) {
        continue;
      }
      for (int seam : new TreeSet<>(seams(along))) {
        for (int index : List.of(seam - 1, seam)) {
          Fault fault = new Planted(kernel, new Mutant(along, index, 0));
          Kernels wrong = new Disturbed(RIGHT, fault);
          boolean shows =
              ModelSeams.of(kind, RIGHT.seams()).works().stream()
                  .anyMatch(shape -> shows(shape, wrong, result));
          assertTrue(shows, () -> kernel + " at " + index + " of " + along + " in " + kind);
        }
      }
    }
  }

  /** Whether a result differs; before a pool that takes another input, the kinks' values do. */
  private static boolean shows(Shape shape, Kernels wrong, String result) {
    Map<String, Long> expected = EXPECTED.computeIfAbsent(shape.name(), name -> on(RIGHT, shape));
    Map<String, Long> found = on(wrong, shape);
    return Set.of(result, "kink values").stream()
        .map(name -> name + ", " + shape.name())
        .anyMatch(name -> !Objects.equals(expected.get(name), found.get(name)));
  }

  private static Map<String, Long> on(Kernels kernels, Shape shape) {
    return Workload.digests(kernels, new Shapes(List.of(shape)));
  }

  /** Logistic loss turns to the exponential one's kernel where margins are large. */
  @ParameterizedTest
  @ValueSource(strings = {"loss exp", "loss logistic"})
  void anErrorOfSoftminShowsInBothLosses(String loss) {
    Check check =
        LossChecks.all().stream().filter(c -> c.kernel().equals(loss)).findFirst().orElseThrow();
    assertTrue(check.run(RIGHT, Extent.QUICK).holds());
    for (int seam : new TreeSet<>(RIGHT.seams().elements())) {
      for (int size = seam - 1; size <= seam + 1; size++) {
        Fault fault = new Planted("softmin", new Mutant(Along.ELEMENTS, size - 1, size));
        Outcome outcome = check.run(new Disturbed(RIGHT, fault), Extent.QUICK);
        assertFalse(outcome.holds(), "of " + size + ": " + outcome);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"scalar", "vector"})
  void soundKernelsHold(String name) {
    for (Check check : ModelSeams.all()) {
      Outcome outcome = check.run(KernelSelector.select(name, 1), Extent.QUICK);
      assertTrue(outcome.holds(), outcome::toString);
    }
  }

  @Test
  void anErrorInTheLastRowOfABlockFailsTheCheck() {
    Fault fault = new Planted("aat", new Mutant(Along.ROWS, 95, 96));
    for (Check check : ModelSeams.all()) {
      Outcome outcome = check.run(new Disturbed(RIGHT, fault), Extent.QUICK);
      assertFalse(outcome.holds(), outcome::toString);
      assertTrue(outcome.worstShape().contains("gram"), outcome::toString);
    }
  }
}
