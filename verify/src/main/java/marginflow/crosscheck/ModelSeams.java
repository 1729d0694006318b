package marginflow.crosscheck;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import marginflow.crosscheck.Shapes.Shape;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import marginflow.kernel.Seams;

/**
 * Networks of several layers, of filters and of pools at the sizes where the kernels they are made
 * of pass from one block to the next: samples (times positions) are rows of products, units and
 * filters their columns, inputs and taps their inner lengths; gradients and transposed products
 * take the same sizes in other places, so that samples, units and inputs each take the seams of
 * all.
 */
final class ModelSeams {

  /** Kinds of net; in a pattern %d is the inputs or taps, %e one more, %m the units or filters. */
  static final List<String> KINDS =
      List.of(
          "leaky-relu(0.3):%d-%m-3-1",
          "leaky-relu(0.3):3-%d-%m-1",
          "conv-leaky-relu(0.3):%d-c%mk%d-1",
          "conv-leaky-relu(0.3):%e-c%mk%d-max2-2-1",
          "conv-leaky-relu(0.3):%e-l%mk%d-avg2-2-1");

  private static final int SAMPLES = 5;
  private static final int INPUTS = 3;
  private static final int UNITS = 4;

  private ModelSeams() {}

  /** Every kind against the bits of the scalar loops. */
  static List<Check> all() {
    return List.of(
        new Check("model bits at boundaries", (kernels, extent, tally) -> check(kernels, tally)));
  }

  private static void check(Kernels kernels, Tally tally) {
    for (String kind : KINDS) {
      Shapes shapes = of(kind, kernels.seams());
      Digests.compare(
          "",
          Workload.digests(KernelSelector.select("scalar", 1), shapes),
          Workload.digests(kernels, shapes),
          tally);
    }
  }

  /**
   * Whether a net of the kind takes the kernel through all sizes: a first layer hands nothing back
   * and filters do in a loop of their own, and filters of every position's own have no product but
   * that of their gradients.
   */
  static boolean uses(String kind, String kernel) {
    return switch (kernel) {
      case "ab" -> kind.contains("-%d-%m");
      case "abt", "atb" -> !kind.contains("-l%m");
      default -> true;
    };
  }

  /** Nets of a kind, each of their sizes on both sides of every seam. */
  static Shapes of(String kind, Seams seams) {
    List<Integer> all = new ArrayList<>(seams.rows());
    all.addAll(seams.columns());
    all.addAll(seams.inner());
    SortedSet<Integer> sizes = Seams.around(all);
    List<Shape> works = new ArrayList<>();
    for (int size : sizes) {
      if (size > 0) {
        works.add(shape(kind, size, INPUTS, UNITS));
        works.add(shape(kind, SAMPLES, size, UNITS));
        works.add(shape(kind, SAMPLES, INPUTS, size));
      }
    }
    return new Shapes(works);
  }

  private static Shape shape(String kind, int samples, int inputs, int units) {
    String spec =
        kind.replace("%d", String.format(Locale.ROOT, "%d", inputs))
            .replace("%e", String.format(Locale.ROOT, "%d", inputs + 1))
            .replace("%m", String.format(Locale.ROOT, "%d", units));
    return Shape.model(spec, samples);
  }
}
