package marginflow.profile;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSampler;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.event.FlowEvent;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that accepted steps make garbage of, counted by the JVM for the thread of the run. */
class FlowAllocationTest {

  /** Two classes that a line separates, eight samples each. */
  private static final Dataset DATA = data();

  private static Dataset data() {
    double[][] x = new double[16][];
    double[] y = new double[16];
    for (int i = 0; i < 16; i++) {
      y[i] = i < 8 ? 1 : -1;
      x[i] = new double[] {y[i] + Math.sin(3 * i), 2 * y[i] + Math.cos(5 * i), Math.sin(i)};
    }
    return new Dataset(Matrix.of(x), y);
  }

  /** Four views of the linear system's arrays, made anew when the samples that matter change. */
  private static final long VIEWS = 4 * 48;

  /** A workspace of a run grows by doubling: for 16 rows that is at most this often. */
  private static final int MOST_GROWTHS = 5;

  /**
   * Remembers the count at every step, and in which of them something was reported. On the way it
   * asks for states between steps, some thirty of them.
   */
  private static final class Counter implements FlowObserver {

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] bytes = new long[20_000];
    private final boolean[] reported = new boolean[20_000];
    private final FlowSampler sampler;
    private int samples;
    private int steps;

    Counter(double[] theta) {
      sampler =
          FlowSampler.perDecade(
              5,
              -1,
              (view, x) -> {
                view.dense().theta(x, theta);
                theta[0] += view.dense().logTime(x) + view.dense().tau(x);
                samples++;
              });
    }

    @Override
    public void event(FlowEvent event) {
      reported[steps] = true;
    }

    @Override
    public void accepted(FlowView view) {
      sampler.accepted(view);
      bytes[steps++] = threads.getCurrentThreadAllocatedBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"linear:3-4-1", "linear:3-4-4-1", "relu:3-8-1", "relu:3-6-5-1"})
  void stepsWithoutAnEventAllocateViewsAtMost(String network) {
    // The first run links and grows what the second one finds in place.
    run(network);
    Counter counter = run(network);
    int clean = 0;
    int grown = 0;
    int counted = 0;
    for (int i = 1; i < counter.steps; i++) {
      if (!counter.reported[i]) {
        long bytes = counter.bytes[i] - counter.bytes[i - 1];
        clean += bytes == 0 ? 1 : 0;
        grown += bytes > VIEWS ? 1 : 0;
        counted++;
      }
    }
    int steps = counted;
    int without = clean;
    assertTrue(counter.samples > 20, () -> counter.samples + " samples");
    assertTrue(steps > 10, () -> steps + " steps");
    assertTrue(without > 0.8 * steps, () -> without + " of " + steps + " steps allocate nothing");
    assertTrue(grown <= MOST_GROWTHS, grown + " steps allocate more than views");
  }

  private static Counter run(String network) {
    MarginModel model =
        Models.bind(Architectures.parse(network), DATA, KernelSelector.select("scalar", 1));
    double[] theta = new double[model.parameters()];
    for (int j = 0; j < theta.length; j++) {
      theta[j] = 0.3 * Math.sin(1 + 7 * j);
    }
    Counter counter = new Counter(new double[theta.length]);
    Flow.run(
        model,
        theta,
        new FlowSettings(
            Loss.EXPONENTIAL,
            "long-horizon",
            1e-6,
            List.of(StopRule.logLoss(-1e5), StopRule.steps(2_000))),
        counter);
    return counter;
  }
}
