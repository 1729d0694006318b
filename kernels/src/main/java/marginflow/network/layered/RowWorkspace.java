package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.network.layered.Parameters.Slot;

/** Backward passes for one sample at a time, at the cost of one sample. */
final class RowWorkspace {
  private final LayeredModel model;
  private final Tape inputs;
  private final Tape deltas;

  RowWorkspace(LayeredModel model) {
    this.model = model;
    this.inputs = new Tape(1, model.stages, true);
    this.deltas = new Tape(1, model.stages, true);
  }

  /** The 1 × width derivative with respect to the input of a stage (or the output): a seed. */
  Matrix deltaAt(int stage) {
    return deltas.values[stage];
  }

  /**
   * Takes the derivative in {@code deltaAt(from)} back to the input of stage {@code to}, leaving
   * the weight gradients of the layers passed in the gradient vector, and zeros in it for the
   * layers from {@code from} on.
   */
  void backward(int row, int from, int to) {
    for (int s = model.depth() - 1; s >= from; s--) {
      if (model.stages.get(s) instanceof Layer layer) {
        int at = layer.shape().offset();
        Arrays.fill(model.parameters.gradient(), at, at + layer.shape().size(), 0);
      }
    }
    for (int s = from - 1; s >= to; s--) {
      Matrix delta = deltas.values[s + 1];
      switch (model.stages.get(s)) {
        case Layer layer -> {
          Matrices.copyRow(model.forward.values[s], row, inputs.values[s]);
          layer.gradient(inputs.values[s], delta);
          if (s > to) {
            layer.transpose(Slot.POINT, delta, deltas.values[s]);
          }
        }
        case Gate gate -> gate.transpose(row, delta, deltas.values[s]);
      }
    }
  }

  /**
   * Leaves in the gradient vector {@code weight} times the gradient of the output's derivative with
   * respect to one input of a stage, which layers from that stage on alone take part in.
   */
  void unitBackward(int row, int stage, int unit, double weight) {
    Arrays.fill(model.parameters.gradient(), 0);
    Matrices.fill(inputs.values[stage], 0);
    inputs.values[stage].data()[inputs.values[stage].offset() + unit] = 1;
    int depth = model.depth();
    for (int s = stage; s < depth - 1; s++) {
      switch (model.stages.get(s)) {
        case Layer layer -> layer.applyTangent(Slot.POINT, inputs.values[s], inputs.values[s + 1]);
        case Gate gate -> gate.apply(row, inputs.values[s], inputs.values[s + 1]);
      }
    }
    deltas.values[depth].data()[deltas.values[depth].offset()] = weight;
    for (int s = depth - 1; s >= stage; s--) {
      Matrix delta = deltas.values[s + 1];
      switch (model.stages.get(s)) {
        case Layer layer -> {
          layer.gradientTangent(inputs.values[s], delta);
          if (s > stage) {
            layer.transpose(Slot.POINT, delta, deltas.values[s]);
          }
        }
        case Gate gate -> gate.transpose(row, delta, deltas.values[s]);
      }
    }
  }

  /** The 1 × width input of a stage (or the output). */
  Matrix inputAt(int stage) {
    return inputs.values[stage];
  }

  /**
   * Takes the input of a stage on to the output, every gate on the way taking the sides that its
   * input says.
   */
  void forward(int row, int from) {
    for (int s = from; s < model.depth(); s++) {
      Matrix in = inputs.values[s];
      Matrix out = inputs.values[s + 1];
      switch (model.stages.get(s)) {
        case Layer layer -> layer.apply(Slot.POINT, in, out);
        case Gate gate -> {
          gate.settle(row, in);
          gate.apply(row, in, out);
        }
      }
    }
  }
}
