package marginflow.flow.kink;

import marginflow.flow.event.Branch;
import marginflow.flow.event.FlowEvent;

/** Is told what happens at kinks, once the step that it happens in is accepted. */
public interface KinkLog {

  /** Which solution is followed where there are several. */
  Branch branch();

  /**
   * A kink changed side or began or ceased to slide.
   *
   * @param unit hidden unit, numbered through all layers
   * @param row sample
   */
  void event(FlowEvent.Kind kind, int unit, int row);

  /**
   * The flow was not unique at a kink.
   *
   * @param slope of the kink, 0 on the lower side and 1 on the upper one
   */
  void ambiguous(int unit, int row, double slope);
}
