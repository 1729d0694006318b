package marginflow.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.flow.event.FlowEvent;
import marginflow.io.run.AuditFile;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.FlowState;
import marginflow.kernel.Kernels;
import marginflow.network.Architecture;
import marginflow.network.Dataset;

/**
 * One run, as the figures and the report need it.
 *
 * @param name a short name for the page's title, such as the run folder's
 * @param command the command line that runs it again
 * @param settings resolved settings in the order to show them
 * @param data the prepared data the flow ran on
 * @param labels the two labels as the user knows them
 * @param architecture the network
 * @param kernels what to evaluate the network with
 * @param trace accepted steps in order, possibly thinned
 * @param events kinks met, in order
 * @param snapshots θ along the way, in order; empty if none were kept
 * @param ending how it ended
 * @param audit what an audit found along the way; empty where none was made
 */
public record RunData(
    String name,
    String command,
    Map<String, String> settings,
    Dataset data,
    Labels labels,
    Architecture architecture,
    Kernels kernels,
    List<FlowState> trace,
    List<FlowEvent> events,
    List<FlowPoint> snapshots,
    Ending ending,
    List<AuditFile.Point> audit) {

  /**
   * Labels and features as they stand in the user's file.
   *
   * @param negative what −1 stands for
   * @param positive what +1 stands for
   * @param features names of the features, in their order; empty where they have none
   */
  public record Labels(String negative, String positive, List<String> features) {

    /** Labels of data whose features have no names. */
    public Labels(String negative, String positive) {
      this(negative, positive, List.of());
    }

    /** Copies the names. */
    public Labels {
      features = List.copyOf(features);
    }
  }

  /** Copies the lists and checks that θ fits the network, and the network the data. */
  public RunData {
    trace = List.copyOf(trace);
    events = List.copyOf(events);
    snapshots = List.copyOf(snapshots);
    audit = List.copyOf(audit);
    if (ending.theta().length != architecture.parameters()) {
      throw new IllegalArgumentException(
          "expected %d parameters for %s, found %d"
              .formatted(architecture.parameters(), architecture.spec(), ending.theta().length));
    }
    if (data.d() != architecture.inputs()) {
      throw new IllegalArgumentException(
          "expected %d features for %s, found %d"
              .formatted(architecture.inputs(), architecture.spec(), data.d()));
    }
  }

  /** Parameters at the end, length P. */
  public double[] theta() {
    return ending.theta();
  }

  /** What was proved of the end; empty where the data was not separated. */
  public Optional<Certificate> certificate() {
    return ending.certificate();
  }
}
