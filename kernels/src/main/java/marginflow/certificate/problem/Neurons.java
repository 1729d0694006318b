package marginflow.certificate.problem;

import java.util.ArrayList;
import java.util.List;
import marginflow.linalg.Vectors;

/**
 * The neurons of a two-layer θ.
 *
 * @param w input weights of each neuron, length d each
 * @param a output weights
 */
public record Neurons(List<double[]> w, double[] a) {

  /** Reads them off a flat θ: W1 of width × d, then W2 of 1 × width. */
  public static Neurons of(double[] theta, Structure.TwoLayer net) {
    List<double[]> w = new ArrayList<>();
    for (int k = 0; k < net.width(); k++) {
      w.add(java.util.Arrays.copyOfRange(theta, k * net.inputs(), (k + 1) * net.inputs()));
    }
    int outputs = net.width() * net.inputs();
    return new Neurons(w, java.util.Arrays.copyOfRange(theta, outputs, outputs + net.width()));
  }

  /** Whether neuron k is exactly zero. */
  public boolean dead(int k) {
    return a[k] == 0 && Vectors.norm(w.get(k)) == 0;
  }

  /** Unit directions of the neurons with non-zero input weights, near duplicates left out. */
  public List<double[]> directions() {
    List<double[]> units = new ArrayList<>();
    for (double[] v : w) {
      double norm = Vectors.norm(v);
      if (norm > 0) {
        double[] unit = Vectors.scaled(1 / norm, v);
        if (units.stream().noneMatch(u -> Vectors.dot(u, unit) > 1 - 1e-12)) {
          units.add(unit);
        }
      }
    }
    return units;
  }
}
