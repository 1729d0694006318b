package marginflow.io.run;

import marginflow.certificate.Certificate;
import marginflow.certificate.Nearby;
import marginflow.certificate.Ruling;
import marginflow.certificate.verdict.Cut;
import marginflow.certificate.verdict.LayerVerdict;
import marginflow.certificate.verdict.MarginBound;
import marginflow.certificate.verdict.Witness;
import marginflow.io.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A certificate as JSON, the {@code certificate} object of every document. */
public final class CertificateDocument {

  private CertificateDocument() {}

  /**
   * The object. Its {@code verdict} is of the point given; {@code nearby} is an object of the same
   * kind for the exact KKT point found from it, with the distance and the ratio of the margins.
   * Where a certificate was ended before it was done, {@code cut} says by what and names what was
   * left undecided.
   */
  public static ObjectNode of(Certificate certificate) {
    ObjectNode node = point(certificate);
    node.put("headline", Ruling.of(certificate).sentence());
    if (certificate.nearby().isPresent()) {
      node.set("nearby", nearby(certificate.nearby().get()));
    } else {
      node.putNull("nearby");
    }
    return node;
  }

  private static ObjectNode nearby(Nearby nearby) {
    ObjectNode node = point(nearby.certificate());
    node.set("relative_distance", Json.number(nearby.relativeDistance()));
    node.set("margin_ratio", Json.number(nearby.marginRatio()));
    return node;
  }

  private static ObjectNode point(Certificate certificate) {
    ObjectNode node = Json.object();
    certificate.cut().ifPresent(cut -> node.set("cut", cut(cut)));
    node.set("normalized_margin", Json.number(certificate.normalizedMargin()));
    node.set("kkt_residual", Json.number(certificate.kktResidual()));
    node.set("window", Json.number(certificate.window()));
    node.set("complementarity", Json.number(certificate.complementarity()));
    node.set("feasibility", Json.number(certificate.feasibility()));
    ArrayNode support = node.putArray("support");
    for (int row : certificate.support()) {
      support.add(row);
    }
    numbers(node.putArray("lambda"), certificate.lambda());
    node.put("verdict", certificate.verdict().id());
    if (certificate.marginBound().isPresent()) {
      MarginBound bound = certificate.marginBound().get();
      ObjectNode interval = node.putObject("margin_bound");
      interval.set("lower", Json.number(bound.lower()));
      interval.set("upper", Json.number(bound.upper()));
    } else {
      node.putNull("margin_bound");
    }
    node.set("escape_rate", Json.number(certificate.escapeRate().orElse(Double.NaN)));
    node.put("evidence", certificate.evidence());
    ArrayNode layers = node.putArray("per_layer");
    ArrayNode alone = node.putArray("per_layer_alone");
    for (LayerVerdict layer : certificate.layers()) {
      layers.add(layer.verdict().id());
      alone.add(layer.alone().id());
    }
    if (certificate.witness().isPresent()) {
      node.set("witness", witness(certificate.witness().get()));
    } else {
      node.putNull("witness");
    }
    return node;
  }

  private static ObjectNode cut(Cut cut) {
    ObjectNode node = Json.object();
    node.put("by", cut.reason());
    ArrayNode undecided = node.putArray("undecided");
    cut.undecided().forEach(part -> undecided.add(part.id()));
    return node;
  }

  private static ObjectNode witness(Witness witness) {
    ObjectNode node = Json.object();
    node.put("description", witness.description());
    numbers(node.putArray("theta"), witness.theta());
    numbers(node.putArray("epsilons"), witness.epsilons());
    numbers(node.putArray("norm_squared"), witness.normSquared());
    ArrayNode points = node.putArray("points");
    for (double[] point : witness.points()) {
      numbers(points.addArray(), point);
    }
    return node;
  }

  private static void numbers(ArrayNode array, double[] values) {
    for (double value : values) {
      array.add(Json.number(value));
    }
  }
}
