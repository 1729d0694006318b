package marginflow.network.layered;

import java.util.List;
import java.util.OptionalInt;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Dataset;
import marginflow.network.Kinks;
import marginflow.network.LayerShape;
import marginflow.network.MarginModel;
import marginflow.network.layered.Parameters.Slot;

/**
 * The model of any chain of {@link Stage}s that ends in one output: forward, backward and tangent
 * passes over the whole batch, each a loop over stages.
 */
final class LayeredModel implements MarginModel {
  private final Kernels kernels;
  private final OptionalInt degree;
  private final double[] y;
  private final int n;
  final List<Stage> stages;
  final Parameters parameters;

  final Tape forward;
  private final Tape tangent;
  private final Tape scratch;

  /** Entry s: {@code ∂q_i/∂(input of stage s)}, filled on demand after an evaluation. */
  private final Tape unitDeltas;

  private final Tape deltas;
  private final Tape deltaTangents;
  private final double[] q;
  private final RowWorkspace single;
  private final LayeredKinks kinks;
  private final LayeredGram gram;
  private boolean unitDeltasReady;

  /**
   * A chain on data.
   *
   * @param stages from the input on; the first is a layer, the last has one output
   * @param negativeSlope slope of the activations on the negative side
   */
  LayeredModel(
      Kernels kernels,
      Dataset data,
      OptionalInt degree,
      Parameters parameters,
      List<Stage> stages,
      double negativeSlope) {
    this.kernels = kernels;
    this.degree = degree;
    this.y = data.y();
    this.n = data.n();
    this.stages = List.copyOf(stages);
    this.parameters = parameters;
    this.forward = new Tape(n, stages, false);
    this.tangent = new Tape(n, stages, false);
    this.scratch = new Tape(n, stages, false);
    this.unitDeltas = new Tape(n, stages, false);
    this.deltas = new Tape(n, stages, false);
    this.deltaTangents = new Tape(n, stages, false);
    this.q = new double[n];
    this.kinks = new LayeredKinks(this, kernels, data.x(), negativeSlope);
    this.single = new RowWorkspace(this);
    this.gram = new LayeredGram(this, kernels);
    forward.values[0] = data.x();
  }

  /** Number of stages. */
  int depth() {
    return stages.size();
  }

  /** The label of a row. */
  double label(int row) {
    return y[row];
  }

  RowWorkspace single() {
    return single;
  }

  @Override
  public int parameters() {
    return parameters.point().length;
  }

  @Override
  public int rows() {
    return n;
  }

  @Override
  public OptionalInt degree() {
    return degree;
  }

  @Override
  public void evaluate(double[] theta) {
    run(theta, false);
  }

  @Override
  public void evaluateFrozen(double[] theta) {
    run(theta, true);
  }

  private void run(double[] theta, boolean frozen) {
    System.arraycopy(theta, 0, parameters.point(), 0, parameters());
    unitDeltasReady = false;
    for (int s = 0; s < depth(); s++) {
      Matrix in = forward.values[s];
      Matrix out = forward.values[s + 1];
      switch (stages.get(s)) {
        case Layer layer -> layer.apply(Slot.POINT, in, out);
        case Gate gate -> gate.forward(in, kinks.valuesOf(s), frozen, out);
      }
    }
    outputTimesLabel(forward, q);
  }

  private void outputTimesLabel(Tape tape, double[] out) {
    Matrix last = tape.values[depth()];
    for (int i = 0; i < n; i++) {
      out[i] = y[i] * last.data()[last.row(i)];
    }
  }

  /** The pattern changed: derivatives of the old one are stale. */
  void patternChanged() {
    unitDeltasReady = false;
  }

  @Override
  public double[] margins() {
    return q;
  }

  @Override
  public void vjp(double[] weights, double[] gradient) {
    seed(weights, deltas);
    for (int s = depth() - 1; s >= 0; s--) {
      if (stages.get(s) instanceof Layer layer) {
        layer.gradient(forward.values[s], deltas.values[s + 1]);
      }
      if (s > 0) {
        transpose(s, deltas);
      }
    }
    System.arraycopy(parameters.gradient(), 0, gradient, 0, parameters());
  }

  private void seed(double[] weights, Tape tape) {
    Matrix last = tape.values[depth()];
    for (int i = 0; i < n; i++) {
      last.data()[last.row(i)] = weights[i] * y[i];
    }
  }

  private void transpose(int s, Tape tape) {
    Matrix delta = tape.values[s + 1];
    Matrix out = tape.values[s];
    switch (stages.get(s)) {
      case Layer layer -> layer.transpose(Slot.POINT, delta, out);
      case Gate gate -> gate.transpose(0, delta, out);
    }
  }

  /**
   * {@code ∂q_i/∂(input of stage s)} for all samples, or with respect to the output for s = depth.
   */
  Matrix unitDelta(int s) {
    if (!unitDeltasReady) {
      Matrix last = unitDeltas.values[depth()];
      for (int i = 0; i < n; i++) {
        last.data()[last.row(i)] = y[i];
      }
      for (int t = depth() - 1; t > 0; t--) {
        transpose(t, unitDeltas);
      }
      unitDeltasReady = true;
    }
    return unitDeltas.values[s];
  }

  @Override
  public void jvp(double[] direction, double[] out) {
    pushTangent(direction, depth());
    outputTimesLabel(tangent, out);
  }

  @Override
  public void difference(double[] step, double[] out) {
    push(step, depth(), true);
    outputTimesLabel(tangent, out);
  }

  /** Tangents of the inputs of all stages up to {@code last}, along a direction of the weights. */
  Tape pushTangent(double[] direction, int last) {
    return push(direction, last, false);
  }

  /**
   * Tangents along a direction or, finite, the differences from the point it comes from: {@code
   * B(w, a) − B(w − δw, a − δa) = B(δw, a) + B(w, δa) − B(δw, δa)}.
   */
  private Tape push(double[] direction, int last, boolean finite) {
    System.arraycopy(direction, 0, parameters.direction(), 0, parameters());
    for (int s = 0; s < last; s++) {
      Matrix out = tangent.values[s + 1];
      switch (stages.get(s)) {
        case Layer layer -> {
          layer.apply(Slot.DIRECTION, forward.values[s], out);
          if (s > 0) {
            layer.applyTangent(Slot.POINT, tangent.values[s], scratch.values[s + 1]);
            Matrices.add(scratch.values[s + 1], out);
          }
          if (s > 0 && finite && layer.shape().size() > 0) {
            layer.applyTangent(Slot.DIRECTION, tangent.values[s], scratch.values[s + 1]);
            Matrices.subtract(scratch.values[s + 1], out);
          }
        }
        case Gate gate -> gate.apply(0, tangent.values[s], out);
      }
    }
    return tangent;
  }

  @Override
  public void rowGradient(int row, double[] out) {
    Matrix seed = single.deltaAt(depth());
    seed.data()[seed.offset()] = y[row];
    single.backward(row, depth(), 0);
    System.arraycopy(parameters.gradient(), 0, out, 0, parameters());
  }

  @Override
  public void gram(int[] rows, int count, Matrix out) {
    gram.compute(rows, count, out);
  }

  @Override
  public void hessianVector(double[] weights, double[] direction, double[] out) {
    pushTangent(direction, depth() - 1);
    seed(weights, deltas);
    Matrices.fill(deltaTangents.values[depth()], 0);
    for (int s = depth() - 1; s >= 0; s--) {
      if (stages.get(s) instanceof Layer layer) {
        layerHessian(s, layer, out);
      }
      if (s > 0) {
        transposeTangent(s);
        transpose(s, deltas);
      }
    }
  }

  private void layerHessian(int s, Layer layer, double[] out) {
    LayerShape shape = layer.shape();
    int from = shape.offset();
    layer.gradient(forward.values[s], deltaTangents.values[s + 1]);
    System.arraycopy(parameters.gradient(), from, out, from, shape.size());
    if (s > 0) {
      layer.gradientTangent(tangent.values[s], deltas.values[s + 1]);
      for (int j = from; j < from + shape.size(); j++) {
        out[j] += parameters.gradient()[j];
      }
    }
  }

  private void transposeTangent(int s) {
    Matrix out = deltaTangents.values[s];
    transpose(s, deltaTangents);
    if (stages.get(s) instanceof Layer layer) {
      layer.transpose(Slot.DIRECTION, deltas.values[s + 1], scratch.values[s]);
      Matrices.add(scratch.values[s], out);
    }
  }

  @Override
  public Kinks kinks() {
    return kinks;
  }

  @Override
  public Kernels kernels() {
    return kernels;
  }
}
