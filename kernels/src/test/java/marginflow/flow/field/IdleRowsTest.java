package marginflow.flow.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import marginflow.array.Matrix;
import marginflow.flow.Flow;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowSettings;
import marginflow.flow.FlowView;
import marginflow.flow.StopRule;
import marginflow.flow.Termination;
import marginflow.flow.kink.KinkScene;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;
import marginflow.network.Architectures;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** Samples that are off: left out of the flow while they are, and of nothing that is told. */
class IdleRowsTest {

  private static final double[][] OPPOSITE = {{1, 0}, {-1, 0}};

  @Test
  void aSampleThatIsOffIsFoundOnceTheOthersAreFitted() {
    KinkScene scene = new KinkScene(OPPOSITE, 1, 1);
    IdleRows idle = scene.field.idle();
    scene.at(1, 0, 1);
    assertFalse(idle.find(scene.at.weights()), "half of the loss is another sample's");
    scene.at(3, 0, 3);
    assertTrue(idle.find(scene.at.weights()));
    assertTrue(idle.contains(1));
    assertFalse(idle.contains(0));
    scene.field.evaluate(scene.at);
    assertEquals(-9, scene.at.logLoss(), 1e-12);
    assertEquals(Math.log(1 + Math.exp(-9)), idle.total(scene.at.logLoss()), 1e-12);
    assertEquals(1, scene.at.weights()[0], 1e-12);
    assertEquals(0, scene.at.weights()[1]);
    assertEquals(Math.exp(9), scene.at.pressures()[1], 1e-8);
  }

  @Test
  void itIsOnAgainWithItsFirstKink() {
    KinkScene scene = new KinkScene(OPPOSITE, 1, 1);
    IdleRows idle = scene.field.idle();
    scene.at(3, 0, 3);
    assertTrue(idle.find(scene.at.weights()));
    assertFalse(idle.wake());
    scene.model.kinks().setPositive(1, true);
    assertTrue(idle.wake());
    assertFalse(idle.any());
  }

  /**
   * The third sample has a margin of 1e-10 and is on: it has half of the loss, and nothing is taken
   * for off. The second, off but for a kink that slides on its upper side, keeps that side.
   */
  @Test
  void whatIsNotTakenKeepsItsSides() {
    KinkScene scene = new KinkScene(new double[][] {{1, 0}, {0, 1}, {1e-11, 0}}, 1, 1, 1);
    scene.at(3, 0, 3);
    scene.model.kinks().setPositive(1, true);
    scene.slide(1);
    assertFalse(scene.field.idle().find(scene.at.weights()));
    assertTrue(scene.model.kinks().positive(1));
  }

  /**
   * Three rows, the third half of the first: a unit slides on the surface that both have, which is
   * no way on for either. Followed by what rounding left of their forces, the run "fitted" them.
   */
  @Test
  void samplesOnASurfaceTheyShareAreOff() {
    Dataset data =
        new Dataset(
            Matrix.of(new double[][] {{1, 2}, {-1, 0.3}, {0.5, 1}}), new double[] {1, -1, 1});
    FlowResult end =
        Flow.run(
            Models.bind(
                Architectures.parse("relu:2-4-1"), data, KernelSelector.select("scalar", 1)),
            Initialisation.gaussian(Architectures.parse("relu:2-4-1"), 2, 0.01),
            new FlowSettings(
                Loss.EXPONENTIAL,
                Flow.integrators().getFirst(),
                1e-6,
                List.of(StopRule.logLoss(-1e6 * Math.log(10)), StopRule.steps(500))),
            FlowObserver.NONE);
    assertEquals(Termination.NOT_SEPARATED, end.termination(), end.message());
    assertTrue(end.message().contains("samples 0, 2 are off"), end.message());
    assertEquals(Math.log(2), end.logLoss(), 1e-12);
  }

  /** With no other sample there is no flow to follow. */
  @Test
  void aNetThatIsOffForAllIsLeftAsItIs() {
    KinkScene scene = new KinkScene(OPPOSITE, 1, 1);
    scene.at(0, 1, 1);
    assertFalse(scene.field.idle().find(scene.at.weights()));
  }

  /**
   * One unit, fitted to the first sample while the second is off for ever: u = v = a, whose time is
   * {@code t(u) = (Ei(u²) − Ei(¼))/2}.
   */
  @Test
  void theFlowOfTheOthersIsFollowedAndTheLossIsTold() {
    MarginModel model =
        Models.bind(
            Architectures.parse("relu:2-1-1"),
            new Dataset(Matrix.of(OPPOSITE), new double[] {1, 1}),
            KernelSelector.select("scalar", 1));
    double[] least = {Double.POSITIVE_INFINITY};
    FlowObserver observer =
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            least[0] = Math.min(least[0], view.logLoss());
            if (view.step() > 0) {
              assertEquals(view.logTime(), view.dense().logTime(1), close(view));
              assertTrue(view.dense().logLoss(0.5) >= 0);
              double u = Math.exp(view.logNorm()) / Math.sqrt(2);
              if (view.logTime() > 20 && view.logTime() < 600) {
                // Ei(x) = e^x/x (1 + 1/x + 2/x² + …), log t with it to a thousandth.
                double x = u * u;
                double series = 1 + 1 / x + 2 / (x * x) + 6 / (x * x * x) + 24 / (x * x * x * x);
                assertEquals(x + Math.log(series / (2 * x)), view.logTime(), close(view));
              }
            }
          }
        };
    FlowResult result =
        Flow.run(
            model,
            new double[] {0.5, 0, 0.5},
            new FlowSettings(
                Loss.EXPONENTIAL, "long-horizon", 1e-6, List.of(StopRule.logLoss(-100))),
            observer);
    assertEquals(Termination.NOT_SEPARATED, result.termination());
    assertTrue(result.message().contains("sample 1 is off in every unit"), result.message());
    assertEquals(0, result.logLoss(), 1e-12);
    assertTrue(least[0] >= 0, "the loss is never below that of the sample that is off");
    assertTrue(result.statistics().accepted() < 200, result.statistics().accepted() + " steps");
  }

  /** To what log t is known: its integral is that of cubics through the ends of a step. */
  private static double close(FlowView view) {
    return 1e-4 * (10 + Math.abs(view.logTime()));
  }
}
