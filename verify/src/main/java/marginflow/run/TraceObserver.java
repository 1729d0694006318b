package marginflow.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowView;
import marginflow.io.run.FlowState;
import marginflow.io.run.TraceFile;

/** Writes the trace and nothing else: the part of a run's files that grows with its steps. */
public final class TraceObserver implements FlowObserver {

  private final TraceFile trace;

  public TraceObserver(TraceFile trace) {
    this.trace = trace;
  }

  @Override
  public void accepted(FlowView view) {
    if (!TraceFile.keeps(view.step())) {
      return;
    }
    try {
      trace.append(FlowState.of(view));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
