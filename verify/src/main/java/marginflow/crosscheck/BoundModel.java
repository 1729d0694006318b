package marginflow.crosscheck;

import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import marginflow.reference.ReferenceEvaluation;
import marginflow.reference.ReferenceModel;
import marginflow.reference.Wirings;

/**
 * A model and its twin on the same data.
 *
 * @param model the model under test
 * @param twin its twin
 * @param numbers number of the kink of each (row, unit), n × units
 */
record BoundModel(MarginModel model, ReferenceModel twin, int[][] numbers) {

  /** Binds both. */
  static BoundModel of(Architecture net, Dataset data, Kernels kernels) {
    MarginModel model = Models.bind(net, data, kernels);
    Kinks kinks = model.kinks();
    ReferenceModel twin = new ReferenceModel(Wirings.of(net), data, kinks.negativeSlope());
    int[][] numbers = new int[data.n()][twin.wiring().kinkedUnits()];
    for (int kink = 0; kink < kinks.size(); kink++) {
      numbers[kinks.row(kink)][kinks.unit(kink)] = kink;
    }
    return new BoundModel(model, twin, numbers);
  }

  /** The twin at θ with the model's pattern. */
  ReferenceEvaluation twinAt(double[] theta) {
    return twin.evaluate(theta, (row, unit) -> model.kinks().positive(numbers[row][unit]));
  }
}
