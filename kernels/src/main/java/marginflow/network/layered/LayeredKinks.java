package marginflow.network.layered;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.linalg.Vectors;
import marginflow.network.Kinks;

/**
 * Kinks of a {@link LayeredModel}: gate by gate from the input on, sample by sample, unit by unit.
 * Kinks of gates right behind a dense first layer have the sample itself as normal; others are
 * differentiated back to the input, one sample each.
 */
final class LayeredKinks implements Kinks {
  private final LayeredModel model;
  private final Kernels kernels;
  private final double negativeSlope;
  private final KinkNumbering index;
  private final double[] values;

  private final Matrix[] valueViews;

  /** Whether the first gate follows a dense layer that reads the input. */
  private final boolean plainFirst;

  /** Whether what lies behind units that are off is zero. */
  private final boolean homogeneous;

  private final ProportionalRows proportional;
  private final double[] influences;
  private double[] normals = {};
  private Matrix normalRows = Matrix.zeros(0, 0);
  private Matrix normalProducts = Matrix.zeros(0, 0);

  LayeredKinks(LayeredModel model, Kernels kernels, Matrix x, double negativeSlope) {
    int n = x.rows();
    this.model = model;
    this.kernels = kernels;
    this.negativeSlope = negativeSlope;
    index = new KinkNumbering(model.stages, n);
    values = new double[index.size()];
    homogeneous = model.degree().isPresent();
    proportional = new ProportionalRows(x, homogeneous);
    influences = new double[index.widest()];
    valueViews = new Matrix[model.depth()];
    for (int g = 0; g < index.gates(); g++) {
      int stage = index.stage(g);
      valueViews[stage] = Matrix.view(values, index.first(g), n, index.gate(g).units());
      if (index.gate(g) instanceof Activation) {
        model.forward.values[stage] = valueViews[stage];
      }
    }
    plainFirst =
        index.gates() > 0
            && index.stage(0) == 1
            && index.gate(0) instanceof Activation
            && model.stages.getFirst() instanceof DenseLayer;
  }

  /** Where the values of the gate at a stage go. */
  Matrix valuesOf(int stage) {
    return valueViews[stage];
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public double negativeSlope() {
    return negativeSlope;
  }

  @Override
  public int row(int kink) {
    return index.row(kink);
  }

  @Override
  public int unit(int kink) {
    return index.unit(kink);
  }

  @Override
  public int layer(int kink) {
    return index.gateOf(kink);
  }

  @Override
  public boolean separate(int kink) {
    return plain(kink);
  }

  /** What lies before the first activation is linear in the sample; what lies behind is not. */
  private int[] coincidentRows(int g, int row) {
    return proportional.of(row, g == 0 && index.gate(0) instanceof Activation);
  }

  @Override
  public int coincident(int kink) {
    return coincidentRows(index.gateOf(kink), row(kink)).length;
  }

  @Override
  public int coincident(int kink, int place) {
    int g = index.gateOf(kink);
    int row = row(kink);
    return kink + (coincidentRows(g, row)[place] - row) * index.gate(g).units();
  }

  @Override
  public double proportion(int kink, int other) {
    return proportional.proportion(row(kink), row(other));
  }

  @Override
  public double unitNorm(int kink) {
    double[] theta = model.parameters.point();
    int length = model.forward.values[0].cols();
    int from = index.unitIn(0, kink) * length;
    return Math.sqrt(Vectors.dot(theta, from, theta, from, length));
  }

  @Override
  public double[] values() {
    return values;
  }

  @Override
  public boolean positive(int kink) {
    int g = index.gateOf(kink);
    return index.gate(g).pattern().get(row(kink), index.unitIn(g, kink));
  }

  @Override
  public void setPositive(int kink, boolean positive) {
    int g = index.gateOf(kink);
    index.gate(g).pattern().set(row(kink), index.unitIn(g, kink), positive);
    model.patternChanged();
  }

  @Override
  public void savePattern(long[] words) {
    for (int g = 0; g < index.gates(); g++) {
      index.gate(g).pattern().save(words, index.first(g));
    }
  }

  @Override
  public void restorePattern(long[] words) {
    for (int g = 0; g < index.gates(); g++) {
      index.gate(g).pattern().restore(words, index.first(g));
    }
    model.patternChanged();
  }

  @Override
  public void velocities(double[] direction, double[] out) {
    if (index.gates() == 0) {
      return;
    }
    Tape tangent = model.pushTangent(direction, index.stage(index.gates() - 1));
    for (int g = 0; g < index.gates(); g++) {
      index.gate(g).velocities(tangent.values[index.stage(g)], out, index.first(g));
    }
  }

  @Override
  public void velocities(int[] kinks, int count, double[] direction, double[] out) {
    Matrix x = model.forward.values[0];
    double[] gradient = model.parameters.gradient();
    for (int a = 0; a < count; a++) {
      if (plain(kinks[a])) {
        int units = index.gate(0).units();
        int at = kinks[a] % units * x.cols();
        out[a] = Vectors.dot(x.data(), x.row(kinks[a] / units), direction, at, x.cols());
      } else {
        out[a] = Vectors.dot(gradient, 0, direction, 0, normal(kinks[a], 1));
      }
    }
  }

  @Override
  public void sensitivities(double[] out) {
    for (int g = 0; g < index.gates(); g++) {
      index.gate(g).sensitivities(0, model.unitDelta(index.stage(g) + 1), out, index.first(g));
    }
  }

  @Override
  public void wakingSensitivities(double[] out) {
    sensitivities(out);
    for (int g = 0; g < index.gates() - 1; g++) {
      for (int row = 0; row < model.rows(); row++) {
        if (off(g, row)) {
          int first = index.first(g) + row * index.gate(g).units();
          for (int k = 0; k < index.gate(g).units(); k++) {
            out[first + k] = model.label(row) * turnOn(g, row, k);
          }
          model.patternChanged();
        }
      }
    }
  }

  @Override
  public void wake(int kink) {
    int g = index.gateOf(kink);
    if (g < index.gates() - 1 && off(g, row(kink))) {
      turnOn(g, row(kink), index.unitIn(g, kink));
      model.patternChanged();
    }
  }

  /** Whether all units of a gate are off for a row, so that what lies behind is zero. */
  private boolean off(int g, int row) {
    if (negativeSlope != 0 || !homogeneous || !(index.gate(g) instanceof Activation)) {
      return false;
    }
    for (int k = 0; k < index.gate(g).units(); k++) {
      if (index.gate(g).pattern().get(row, k)) {
        return false;
      }
    }
    return true;
  }

  /** The network's output if one unit of a gate alone put out 1, the gates behind it following. */
  private double turnOn(int g, int row, int unit) {
    RowWorkspace single = model.single();
    Matrix out = single.inputAt(index.stage(g) + 1);
    Matrices.fill(out, 0);
    out.data()[out.offset() + unit] = 1;
    single.forward(row, index.stage(g) + 1);
    Matrix last = single.inputAt(model.depth());
    return last.data()[last.offset()];
  }

  @Override
  public double influence(int earlier, int kink) {
    int from = index.gateOf(earlier);
    if (from >= index.gateOf(kink) || row(earlier) != row(kink)) {
      return 0;
    }
    normal(kink, 1);
    index
        .gate(from)
        .sensitivities(row(kink), model.single().deltaAt(index.stage(from) + 1), influences, 0);
    return influences[index.unitIn(from, earlier)];
  }

  @Override
  public void addNormals(int[] kinks, double[] weights, int count, double[] out) {
    for (int j = 0; j < count; j++) {
      if (plain(kinks[j])) {
        addPlain(kinks[j], weights[j], out);
      } else {
        int used = normal(kinks[j], weights[j]);
        double[] gradient = model.parameters.gradient();
        for (int k = 0; k < used; k++) {
          out[k] += gradient[k];
        }
      }
    }
  }

  @Override
  public void addSensitivityGradient(int kink, double weight, double[] out) {
    int g = index.gateOf(kink);
    model
        .single()
        .unitBackward(
            row(kink), index.stage(g) + 1, index.unitIn(g, kink), weight * model.label(row(kink)));
    double[] gradient = model.parameters.gradient();
    for (int k = 0; k < gradient.length; k++) {
      out[k] += gradient[k];
    }
  }

  /** Whether the kink's normal is its sample, in the place of its unit's weights. */
  private boolean plain(int kink) {
    return plainFirst && kink < index.first(1);
  }

  private void addPlain(int kink, double weight, double[] out) {
    Matrix x = model.forward.values[0];
    int from = x.row(kink / index.gate(0).units());
    int to = kink % index.gate(0).units() * x.cols();
    for (int j = 0; j < x.cols(); j++) {
      out[to + j] = Math.fma(weight, x.data()[from + j], out[to + j]);
    }
  }

  /**
   * Leaves {@code weight ∇z} in the model's gradient vector; returns the number of leading
   * parameters it may differ from zero in.
   */
  private int normal(int kink, double weight) {
    int g = index.gateOf(kink);
    int row = row(kink);
    RowWorkspace single = model.single();
    index.gate(g).normal(row, index.unitIn(g, kink), weight, single.deltaAt(index.stage(g)));
    single.backward(row, index.stage(g), 0);
    int used = 0;
    for (int s = 0; s < index.stage(g); s++) {
      if (model.stages.get(s) instanceof Layer layer) {
        used = Math.max(used, layer.shape().offset() + layer.shape().size());
      }
    }
    return used;
  }

  @Override
  public void normalGram(int[] kinks, int count, Matrix out) {
    boolean plain = index.size() > 0;
    for (int a = 0; a < count; a++) {
      plain &= plain(kinks[a]);
    }
    if (plain) {
      plainGram(kinks, count, out);
    } else {
      generalGram(kinks, count, out);
    }
  }

  private void plainGram(int[] kinks, int count, Matrix out) {
    Matrix x = model.forward.values[0];
    int units = index.gate(0).units();
    for (int a = 0; a < count; a++) {
      for (int b = 0; b <= a; b++) {
        boolean sameUnit = kinks[a] % units == kinks[b] % units;
        int i = x.row(kinks[a] / units);
        int j = x.row(kinks[b] / units);
        double value = sameUnit ? Vectors.dot(x.data(), i, x.data(), j, x.cols()) : 0;
        out.data()[out.row(a) + b] = value;
        out.data()[out.row(b) + a] = value;
      }
    }
  }

  private void generalGram(int[] kinks, int count, Matrix out) {
    int length = model.parameters();
    if (normalRows.rows() != count) {
      if (normals.length < (long) count * length) {
        normals = new double[Math.multiplyExact(count, length)];
      }
      normalRows = Matrix.view(normals, 0, count, length);
      normalProducts = Matrix.zeros(count, count);
    }
    for (int a = 0; a < count; a++) {
      int at = normalRows.row(a);
      Arrays.fill(normals, at, at + length, 0);
      if (plain(kinks[a])) {
        Matrix x = model.forward.values[0];
        int to = at + kinks[a] % index.gate(0).units() * x.cols();
        System.arraycopy(x.data(), x.row(kinks[a] / index.gate(0).units()), normals, to, x.cols());
      } else {
        int used = normal(kinks[a], 1);
        System.arraycopy(model.parameters.gradient(), 0, normals, at, used);
      }
    }
    kernels.aat(normalRows, normalProducts);
    Matrices.copy(normalProducts, out);
  }
}
