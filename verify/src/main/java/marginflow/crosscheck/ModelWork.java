package marginflow.crosscheck;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import marginflow.array.Matrix;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Architectures;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;

/** A network of any kind, bound to data once, with its kinks. */
final class ModelWork implements Work {

  /** Most kinks of a Gram matrix of normals. */
  private static final int KINKS = 40;

  private final MarginModel model;
  private final int parameters;

  /** Binds to data that depend on the network and the number of rows alone. */
  ModelWork(Kernels kernels, String spec, int n) {
    Architecture net = Architectures.parse(spec);
    model =
        Models.bind(net, TwoLayerChecks.data(n, net.inputs(), new SplittableRandom(11)), kernels);
    parameters = net.parameters();
  }

  @Override
  public void run(Fill fill, double part, SplittableRandom random, Digests digests) {
    model.evaluate(fill.array(parameters, random));
    digests.add("model forward", model.margins());
    digests.add("kink values", model.kinks().values());
    derivatives(fill, part, random, digests);
    kinks(fill, part, random, digests);
    model.evaluateFrozen(fill.array(parameters, random));
    digests.add("model forward", model.margins());
  }

  private void derivatives(Fill fill, double part, SplittableRandom random, Digests digests) {
    int n = model.rows();
    double[] gradient = new double[parameters];
    double[] direction = fill.array(parameters, random);
    double[] out = new double[n];
    model.vjp(fill.array(n, random), gradient);
    digests.add("model vjp", gradient);
    model.jvp(direction, out);
    digests.add("model jvp", out);
    model.difference(direction, out);
    digests.add("model difference", out);
    int count = Work.share(part, n);
    for (int row = 0; row < count; row++) {
      model.rowGradient(row, gradient);
      digests.add("model row gradient", gradient);
    }
    Matrix gram = Matrix.zeros(count, count);
    model.gram(IntStream.range(0, count).toArray(), count, gram);
    digests.add("model gram", gram.data());
    model.hessianVector(fill.array(n, random), direction, gradient);
    digests.add("model hessian-vector", gradient);
  }

  private void kinks(Fill fill, double part, SplittableRandom random, Digests digests) {
    Kinks kinks = model.kinks();
    double[] out = new double[kinks.size()];
    double[] direction = fill.array(parameters, random);
    kinks.velocities(direction, out);
    digests.add("kink velocities", out);
    kinks.sensitivities(out);
    digests.add("kink sensitivities", out);
    int count = Math.min(Work.share(part, kinks.size()), KINKS);
    int[] chosen = IntStream.range(0, count).map(a -> kinks.size() - 1 - a).toArray();
    double[] some = new double[count];
    kinks.velocities(chosen, count, direction, some);
    digests.add("kink velocities", some);
    for (int a = 0; a < count; a++) {
      some[a] = kinks.influence(0, chosen[a]);
    }
    digests.add("kink influences", some);
    Matrix gram = Matrix.zeros(count, count);
    kinks.normalGram(chosen, count, gram);
    digests.add("kink normals", gram.data());
    double[] sum = new double[parameters];
    kinks.addNormals(chosen, fill.array(count, random), count, sum);
    digests.add("kink normals", sum);
    // Last, for it leaves deeper kinks the sides of units that were turned on.
    kinks.wakingSensitivities(out);
    digests.add("kink waking", out);
  }
}
