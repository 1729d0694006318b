package marginflow.io.run;

import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.experiment.Outcome;
import marginflow.flow.FlowResult;
import marginflow.flow.FlowStatistics;
import marginflow.io.Json;
import marginflow.io.data.LoadedData;
import marginflow.network.Architecture;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of a flow as JSON, schema {@value #SCHEMA}. */
public final class FlowDocument {

  private static final String SCHEMA = "marginflow.flow/1";

  private FlowDocument() {}

  /**
   * The document.
   *
   * @param data the data it ran on
   * @param net the network
   * @param end how the flow ended, and what was proved of it; nothing where no margin is claimed
   * @param drift largest drifts of what the flow conserves
   * @param wallSeconds time spent on the run
   */
  public static ObjectNode of(
      LoadedData data, Architecture net, Outcome end, Drift drift, double wallSeconds) {
    FlowResult result = end.flow();
    Optional<Certificate> certificate = end.proof();
    ObjectNode node = Json.object();
    node.put("schema", SCHEMA);
    node.put("status", result.termination().id());
    node.put("message", message(data, net, end));
    node.set("data", data(data));
    node.put("net", net.spec());
    node.set("log10_loss", Json.number(result.logLoss() / Math.log(10)));
    node.set("log_time", Json.number(result.logTime()));
    node.set("norm", Json.number(Math.exp(result.logNorm())));
    double margin = certificate.isPresent() ? result.normalizedMargin() : Double.NaN;
    node.set("normalized_margin", Json.number(margin));
    node.put("smoothed_margin_monotone", result.smoothedMarginMonotone());
    FlowStatistics counts = result.statistics();
    ObjectNode steps = node.putObject("steps");
    steps.put("accepted", counts.accepted());
    steps.put("rejected", counts.rejected());
    steps.put("gradient_evaluations", counts.evaluations());
    if (counts.capturedSteps() > 0) {
      ObjectNode captured = steps.putObject("captured");
      captured.put("accepted", counts.capturedSteps());
      captured.put("gradient_evaluations", counts.capturedEvaluations());
    }
    ObjectNode events = node.putObject("events");
    events.put("crossings", counts.crossings());
    events.put("slides", counts.slides());
    events.put("releases", counts.releases());
    events.put("sliding_at_end", result.slidingAtEnd());
    events.put("ambiguous", counts.ambiguous());
    counts.firstAmbiguousTau().ifPresent(tau -> events.put("first_ambiguous_tau", tau));
    ObjectNode drifts = node.putObject("drift");
    drifts.set("balance", Json.number(drift.balance()));
    drifts.set("energy", Json.number(drift.energy()));
    if (certificate.isPresent()) {
      node.set("certificate", CertificateDocument.of(certificate.get()));
    } else {
      node.putNull("certificate");
    }
    node.set("wall_seconds", Json.number(wallSeconds));
    return node;
  }

  /** How a flow ended, and what in the data kept it from separating them where that is known. */
  private static String message(LoadedData data, Architecture net, Outcome end) {
    String message = end.flow().message();
    return end.proof().isPresent()
        ? message
        : data.obstacles().of(net).map(o -> message + "; " + o).orElse(message);
  }

  /** What was read, as it stands in every document. */
  public static ObjectNode data(LoadedData data) {
    ObjectNode node = Json.object();
    node.put("n", data.dataset().n());
    node.put("d", data.dataset().d());
    ObjectNode labels = node.putObject("labels");
    data.negative().ifPresent(name -> labels.put("-1", name));
    data.positive().ifPresent(name -> labels.put("1", name));
    node.put("sha256", data.sha256());
    ArrayNode notes = node.putArray("notes");
    data.notes().forEach(notes::add);
    return node;
  }
}
