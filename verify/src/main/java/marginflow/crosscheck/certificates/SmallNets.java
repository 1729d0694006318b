package marginflow.crosscheck.certificates;

import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Networks of a few parameters, of every kind that certificates say something of. */
enum SmallNets {
  /** One hidden layer with kinks: the exact program knows the best margin. */
  TWO_LAYER("relu:%d-%m-1", "relu:%d-%m-1", "leaky-relu(0.25):%d-%m-1"),
  /** Fully connected linear nets: exact. */
  LINEAR("linear:%d-1", "linear:%d-2-1", "linear:%d-2-2-1"),
  /** Diagonal nets: exact at both depths. */
  DIAGONAL("diagonal:%dx2", "diagonal:%dx3"),
  /** Two hidden layers with kinks. */
  DEEP("relu:%d-2-2-1", "relu:%d-3-1-1", "leaky-relu(0.25):%d-2-2-1"),
  /** Filters that positions share. */
  SHARED(
      "conv-linear:4-c%fk2s2-1",
      "conv-relu:4-c%fk2s2-1",
      "conv-leaky-relu(0.25):4-c%fk2s2-1",
      "conv-linear:3-c%fk2s1-c1k2s1-1",
      "conv-relu:3-c%fk2s1-c1k2s1-1",
      "conv-relu:4-c%fk1s1-max2-1"),
  /** Filters of every position's own. */
  LOCAL(
      "conv-linear:4-l%fk2s2-1",
      "conv-relu:4-l%fk2s2-1", "conv-leaky-relu(0.25):4-l%fk2s2-1", "conv-relu:2-l1k1s1-l1k1s1-1");

  private static final int MOST_UNITS = 4;
  private static final int MOST_FILTERS = 2;

  /** Specifications, apart by blanks. */
  private final String patterns;

  SmallNets(String... patterns) {
    this.patterns = String.join(" ", patterns);
  }

  /**
   * One of the kind.
   *
   * @param d inputs of nets that may have as many as they like
   */
  String spec(RandomGenerator random, int d) {
    List<String> all = List.of(patterns.split(" ", -1));
    return all.get(random.nextInt(all.size()))
        .replace("%d", String.format(Locale.ROOT, "%d", d))
        .replace("%m", String.format(Locale.ROOT, "%d", 1 + random.nextInt(MOST_UNITS)))
        .replace("%f", String.format(Locale.ROOT, "%d", 1 + random.nextInt(MOST_FILTERS)));
  }
}
