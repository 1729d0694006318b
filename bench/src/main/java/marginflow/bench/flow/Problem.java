package marginflow.bench.flow;

import java.util.OptionalDouble;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * One flow to follow, exponential loss.
 *
 * @param group the table it stands in
 * @param variant which of the group, such as a seed; empty where there is one
 * @param net the network
 * @param data the data
 * @param start θ(0), length P
 * @param log10Horizon common logarithm of the loss at which it ends
 * @param bestMargin the normalized margin that theory gives for the limit; empty where it gives
 *     none
 */
record Problem(
    String group,
    String variant,
    Architecture net,
    Dataset data,
    double[] start,
    double log10Horizon,
    OptionalDouble bestMargin) {

  /** Group and variant in one word. */
  String name() {
    return variant.isEmpty() ? group : group + "/" + variant;
  }
}
