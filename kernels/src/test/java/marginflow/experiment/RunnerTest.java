package marginflow.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import marginflow.certificate.CertifyOptions;
import marginflow.flow.Checkpoint;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.kernel.KernelSelector;
import marginflow.kernel.Kernels;
import org.junit.jupiter.api.Test;

class RunnerTest {

  private static final Experiment EXPERIMENT =
      Experiment.of(
              new double[][] {{2, 1}, {1, 2}, {-2, -1}, {-1, -2}, {3, -1}},
              new double[] {1, 1, -1, -1, 1},
              "relu:2-6-1")
          .untilLog10Loss(-100);

  @Test
  void anExperimentRunsAsTheFastestRunnerDoes() {
    Outcome plain = EXPERIMENT.run();
    Outcome again = Runner.FASTEST.run(EXPERIMENT);
    assertArrayEquals(plain.flow().theta(), again.flow().theta(), 0);
    assertEquals(plain.certificate().normalizedMargin(), again.certificate().normalizedMargin(), 0);
    assertArrayEquals(
        plain.flow().theta(), Runner.FASTEST.follow(EXPERIMENT).theta(), 0, "without proof");
  }

  @Test
  void everyUserHasKernelsOfItsOwn() {
    List<Kernels> made = new ArrayList<>();
    Runner runner =
        Runner.FASTEST.on(() -> {
          made.add(KernelSelector.select("scalar", 1));
          return made.getLast();
        });
    List<Kernels> used = new ArrayList<>();
    runner
        .through(model -> {
          used.add(model.kernels());
          return model;
        })
        .run(EXPERIMENT, CertifyOptions.KKT_ONLY);
    assertEquals(2, made.size(), "one for the flow, one for the certificate");
    assertEquals(List.of(made.getFirst()), used);
  }

  @Test
  void aFlowGoesOnFromAnyOfItsStatesWithTheSameBits() {
    List<Checkpoint> states = new ArrayList<>();
    FlowObserver keep =
        new FlowObserver() {
          @Override
          public void accepted(FlowView view) {
            if (view.step() == 7) {
              states.add(view.checkpoint());
            }
          }
        };
    double[] whole = Runner.FASTEST.watched(keep).follow(EXPERIMENT).theta();
    double[] resumed =
        Runner.FASTEST.from(Optional.of(states.getFirst())).follow(EXPERIMENT).theta();
    assertArrayEquals(whole, resumed, 0);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            Runner.FASTEST
                .from(Optional.of(new Checkpoint("nobody", new double[0], new long[0])))
                .follow(EXPERIMENT));
  }

  @Test
  void anEndThatNobodyCertifiedHasNoCertificate() {
    Outcome bare = new Outcome(Runner.FASTEST.follow(EXPERIMENT), Optional.empty());
    assertThrows(NoSuchElementException.class, bare::certificate);
    Outcome said = bare.with(bare.flow().withMessage("it is over"));
    assertEquals("it is over", said.flow().message());
    assertTrue(said.proof().isEmpty());
  }
}
