package marginflow.claims;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginflow.loss.Loss;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;

/**
 * Flows of both losses on data sets of many kinds: separable and with random labels, of 4 to 18
 * samples in 2 to 6 dimensions, with networks of 2 to 4 layers, without a kink and with. A quarter
 * of the data sets have random labels.
 */
final class VariedFlows {

  private static final int DATA_SETS = 24;

  /** Flows in all: one per loss and data set. */
  static final int COUNT = DATA_SETS * Loss.values().length;

  private static final String[] ACTIVATIONS = {"linear", "relu", "relu", "leaky-relu(0.1)"};
  private static final String[] HIDDEN = {"8", "4-4", "6", "3-3-3", "10", "5-3"};

  private VariedFlows() {}

  static Measurements measure(Laboratory lab, Measurements found) {
    List<RunLaws> free = new ArrayList<>();
    long refused = 0;
    long separated = 0;
    for (int seed = 1; seed <= DATA_SETS; seed++) {
      boolean fits = false;
      for (Loss loss : Loss.values()) {
        Setup setup = setup(seed, loss);
        refused += lab.run(setup, SimplicityClaims.QUICK).laws().rejected();
        RunLaws laws = lab.unguarded(setup);
        free.add(laws);
        fits |= laws.places() > 0;
      }
      separated += fits ? 1 : 0;
    }
    RunLaws worst = SurveyClaims.worst(free, RunLaws::fall);
    return found
        .put("flows on varied data, guard off", free.size())
        .put("data sets of these that some flow separates", separated)
        .put("steps with the guard off", free.stream().mapToLong(RunLaws::places).sum())
        .put("largest fall of γ̃ with the guard off, in errors of it", worst.fall())
        .put("flow of that fall", worst.run())
        .put("steps refused with the guard off", free.stream().mapToLong(RunLaws::rejected).sum())
        .put("steps refused with the guard on", refused);
  }

  private static Setup setup(int seed, Loss loss) {
    int d = 2 + seed % 5;
    int n = 4 + 7 * seed % 15;
    Dataset data = Problems.separable(n, d, seed % 2 == 0 ? 0.1 : 0.3, seed);
    String activation = ACTIVATIONS[seed % ACTIVATIONS.length];
    if (seed % ACTIVATIONS.length == 2) {
      data = Problems.randomLabels(n, d, seed);
    }
    String spec = "%s:%d-%s-1".formatted(activation, d, HIDDEN[seed % HIDDEN.length]);
    Architecture net = Problems.parse(spec);
    String name = "varied-%d-%s".formatted(seed, loss.id()).toLowerCase(Locale.ROOT);
    return Setup.of(name, net, data, Initialisation.gaussian(net, seed, 0.5), -1e4)
        .with(name, loss);
  }
}
