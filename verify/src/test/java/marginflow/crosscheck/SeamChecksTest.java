package marginflow.crosscheck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import marginflow.crosscheck.Mutant.Along;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Errors planted at the last row, column, lane and term of every block, and at the first of the
 * next, are found in every kernel that has the dimension, by the quick extent already.
 */
class SeamChecksTest {

  private static final Kernels RIGHT = KernelSelector.select();
  private static final Shapes SHAPES = Shapes.atSeams(RIGHT.seams(), Extent.QUICK);
  private static final Map<String, Long> EXPECTED = Workload.digests(RIGHT, SHAPES);

  @ParameterizedTest
  @EnumSource(Along.class)
  void everyPlantedErrorIsFoundInEveryKernel(Along along) {
    Set<String> kernels =
        CrossCheck.kernels().stream()
            .filter(has(along))
            .collect(Collectors.toCollection(TreeSet::new));
    for (Mutant mutant : mutants(along)) {
      Map<String, Long> found = Workload.digests(new Disturbed(RIGHT, mutant), SHAPES);
      Set<String> caught =
          EXPECTED.entrySet().stream()
              .filter(entry -> !entry.getValue().equals(found.get(entry.getKey())))
              .map(entry -> entry.getKey().substring(0, entry.getKey().indexOf(',')))
              .collect(Collectors.toCollection(TreeSet::new));
      assertTrue(caught.containsAll(kernels), () -> mutant + " was found in " + caught + " only");
    }
  }

  /** In every size, and in one size alone: a full block, one row short of it, one row beyond. */
  private static List<Mutant> mutants(Along along) {
    List<Mutant> mutants = new ArrayList<>();
    for (int seam : new TreeSet<>(seams(along))) {
      mutants.add(new Mutant(along, seam - 1, 0));
      mutants.add(new Mutant(along, seam, 0));
      for (int size = Math.max(1, seam - 1); size <= seam + 1; size++) {
        mutants.add(new Mutant(along, size - 1, size));
      }
    }
    return mutants;
  }

  private static List<Integer> seams(Along along) {
    Seams seams = RIGHT.seams();
    return switch (along) {
      case ROWS -> seams.rows();
      case COLUMNS -> seams.columns();
      case INNER -> seams.inner();
      case SAMPLES, SUMMED_SAMPLES -> seams.samples();
      case UNITS -> seams.units();
      case INPUTS -> seams.inputs();
      case ELEMENTS -> seams.elements();
    };
  }

  /** Signs and gates have no terms, and the margins' tangents no units. */
  private static Predicate<String> has(Along along) {
    return switch (along) {
      case ROWS, COLUMNS -> Mutant::isProduct;
      case INNER ->
          kernel -> Mutant.isProduct(kernel) && !kernel.equals("signs") && !kernel.equals("gate");
      case SAMPLES -> kernel -> Mutant.isTwoLayer(kernel) && !Mutant.isDerivative(kernel);
      case SUMMED_SAMPLES, INPUTS -> Mutant::isDerivative;
      case UNITS ->
          kernel ->
              Mutant.isDerivative(kernel)
                  || kernel.equals("two-layer velocities")
                  || kernel.equals("two-layer forward");
      case ELEMENTS -> kernel -> !Mutant.isProduct(kernel) && !Mutant.isTwoLayer(kernel);
    };
  }

  /**
   * The error that was once planted beyond row 64 and not seen, by the check that has to see it.
   */
  @Test
  void anErrorBeyondRow64OfAGramMatrixFailsTheCheck() {
    Fault fault =
        (kernel, result) -> {
          if (kernel.equals("two-layer gram")) {
            result.spoil(65, 65);
          }
        };
    for (Check check : SeamChecks.all()) {
      Outcome outcome = check.run(new Disturbed(RIGHT, fault), Extent.QUICK);
      assertFalse(outcome.holds(), outcome::toString);
      assertTrue(outcome.worstShape().startsWith("two-layer gram, n = "), outcome::toString);
    }
  }

  @Test
  void soundKernelsHold() {
    assertEquals(EXPECTED, Workload.digests(KernelSelector.select("scalar", 1), SHAPES));
    for (Check check : SeamChecks.all()) {
      assertTrue(check.run(RIGHT, Extent.QUICK).holds());
    }
  }
}
