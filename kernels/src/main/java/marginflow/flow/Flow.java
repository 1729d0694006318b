package marginflow.flow;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import marginflow.flow.method.ExplicitTableau;
import marginflow.network.MarginModel;

/** Runs gradient flow: the one way in to every integrator. */
public final class Flow {

  /**
   * Name of the integrator for many samples and units, whose steps capture all their kinks
   * together.
   */
  public static final String CAPTURED = Captured.NAME;

  private static final List<Integrator> INTEGRATORS =
      List.of(
          new LongHorizon(),
          new Captured(),
          new ExplicitFlow(ExplicitTableau.dormandPrince()),
          new ExplicitFlow(ExplicitTableau.bogackiShampine()),
          new GradientDescent("loss-scaled-gd", true),
          new GradientDescent("gd", false));

  private Flow() {}

  /** Names of the integrators, the default first. */
  public static List<String> integrators() {
    return INTEGRATORS.stream().map(Integrator::name).toList();
  }

  /**
   * Whether an integrator begins with the step size of its settings, {@link FlowSettings#stepSize},
   * and knows no tolerance: gradient descent does.
   *
   * @param integrator its name
   */
  public static boolean usesStepSize(String integrator) {
    return integrator(integrator).usesStepSize();
  }

  /**
   * Follows the flow from θ(0) until a stop rule fires or nothing more can be done.
   *
   * @param model the network on its data
   * @param theta0 start, length P
   * @throws IllegalArgumentException for an unknown integrator or a start of the wrong length
   */
  public static FlowResult run(
      MarginModel model, double[] theta0, FlowSettings settings, FlowObserver observer) {
    if (theta0.length != model.parameters()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "expected %d parameters, found %d", model.parameters(), theta0.length));
    }
    return integrator(settings.integrator())
        .run(model, theta0.clone(), Optional.empty(), settings, observer);
  }

  /**
   * Goes on from a checkpoint; the result is bit for bit that of a run never interrupted.
   *
   * @throws IllegalArgumentException if the checkpoint does not fit the model or the integrator
   */
  public static FlowResult resume(
      MarginModel model, Checkpoint checkpoint, FlowSettings settings, FlowObserver observer) {
    if (!integrator(settings.integrator()).goesOnFrom(checkpoint.integrator())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the checkpoint is of integrator %s, asked to go on with %s",
              checkpoint.integrator(),
              settings.integrator()));
    }
    return integrator(settings.integrator())
        .run(model, new double[model.parameters()], Optional.of(checkpoint), settings, observer);
  }

  private static Integrator integrator(String name) {
    return INTEGRATORS.stream()
        .filter(i -> i.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                String.format(
                    Locale.ROOT, "integrator: expected one of %s, found %s", integrators(), name)));
  }
}
