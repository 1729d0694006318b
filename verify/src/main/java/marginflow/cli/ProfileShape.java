package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import marginflow.io.data.DataRequest;
import marginflow.io.data.NpyArray;
import marginflow.io.data.NpzArchive;
import marginflow.io.run.Disk;
import marginflow.io.run.RunSettings;

/**
 * Named problems to profile: samples n, features d, hidden units h of a two-layer leaky ReLU net.
 */
enum ProfileShape {
  /** All in the first-level cache. */
  TINY(20, 2, 50),
  /** All in the second-level cache. */
  SMALL(64, 20, 100),
  /** Products of some weight. */
  MEDIUM(256, 20, 512),
  /** Handwritten digits of 8 × 8 pixels, by size. */
  LARGE(1000, 64, 256);

  private static final long SEED = 20_231;
  private static final String FILE = "data.npz";

  private final int n;
  private final int d;
  private final int h;

  ProfileShape(int n, int d, int h) {
    this.n = n;
    this.d = d;
    this.h = h;
  }

  /** Writes normal samples, labelled by a hyperplane and moved away from it, and asks for them. */
  DataRequest write(Path folder) throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    double[] x = new double[n * d];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < d; j++) {
        x[i * d + j] = random.nextGaussian();
      }
      y[i] = x[i * d] < 0 ? -1 : 1;
      x[i * d] += 0.5 * y[i];
    }
    Path file = folder.resolve(FILE);
    Disk.here()
        .replace(
            file,
            new NpzArchive.Builder()
                .add("X", NpyArray.matrix(n, d, x))
                .add("y", NpyArray.vector(y))
                .toBytes());
    return DataRequest.of(file.toString());
  }

  /** The settings with this shape's network. */
  RunSettings settings(RunSettings s) {
    return new RunSettings(
        s.data(),
        "leaky-relu(0.5):%d-%d-1".formatted(d, h),
        s.loss(),
        s.init(),
        s.initScale(),
        s.seed(),
        s.theta0(),
        s.integrator(),
        s.tolerance(),
        s.stepSize(),
        s.branch(),
        s.stops(),
        s.samplesPerDecade(),
        s.kktPerDecade(),
        s.kernel(),
        s.threads());
  }
}
