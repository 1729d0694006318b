package marginflow.flow;

import marginflow.network.MarginModel;

/**
 * When captured steps end, and who goes on: the event-driven stiff method of {@link
 * LongHorizonRun}, whose steps cost the same however stiff the flow is, where few kinks slide.
 */
final class HandOver {

  /**
   * Stages of a step from where on an implicit step, of six evaluations and a factorization, is
   * taken to be worth its kinks one by one. A choice, not a measured optimum.
   */
  private static final int STAGES = 20;

  /**
   * Sliding kinks beyond which the event-driven method does not take over, since each of its steps
   * factors matrices of their number. A choice, not a measured optimum.
   */
  private static final int MOST_SLIDING = 300;

  private final MarginModel model;
  private final FlowSettings settings;
  private final FlowObserver observer;

  HandOver(MarginModel model, FlowSettings settings, FlowObserver observer) {
    this.model = model;
    this.settings = settings;
    this.observer = observer;
  }

  /**
   * Whether the other method is to go on.
   *
   * @param separated whether the data is fitted
   * @param sliding kinks that slide
   * @param stages of the last step
   */
  boolean due(boolean separated, int sliding, int stages) {
    return separated && sliding <= MOST_SLIDING && stages >= STAGES;
  }

  /** The end of the flow from the state that captured steps have come to. */
  FlowResult follow(CapturedRun from) {
    LongHorizonRun run = new LongHorizonRun(model, settings, observer);
    run.takeOver(from);
    run.show();
    return run.goOn();
  }
}
