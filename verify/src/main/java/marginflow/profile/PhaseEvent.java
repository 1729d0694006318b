package marginflow.profile;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One timed call of a phase, as it stands in the recording. */
@Name(PhaseEvent.NAME)
@Label("Phase")
@Category("Marginflow")
@Description("One timed call of a phase of a gradient flow")
@StackTrace(false)
final class PhaseEvent extends Event {

  /** Its name in recordings. */
  static final String NAME = "marginflow.Phase";

  @Label("Phase")
  String phase = "";

  @Label("Stands For")
  @Description("Number of calls this one was picked from")
  long standsFor;
}
