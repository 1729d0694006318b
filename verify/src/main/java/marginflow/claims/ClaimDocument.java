package marginflow.claims;

import java.util.List;
import marginflow.io.Json;
import marginflow.io.run.CertificateDocument;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Judgements as JSON. */
public final class ClaimDocument {

  private ClaimDocument() {}

  /** {@code marginflow.claims/1}: a line per claim. */
  public static ObjectNode of(List<Judgement> judgements) {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.claims/1");
    ArrayNode claims = document.putArray("claims");
    judgements.forEach(j -> claims.add(summary(j)));
    return document;
  }

  /** {@code marginflow.claims-list/1}: what is claimed, nothing measured. */
  public static ObjectNode list(List<Claim> all) {
    ObjectNode document = Json.object();
    document.put("schema", "marginflow.claims-list/1");
    ArrayNode claims = document.putArray("claims");
    all.forEach(claim -> claims.add(statement(claim)));
    return document;
  }

  private static ObjectNode summary(Judgement judgement) {
    ObjectNode node = statement(judgement.claim());
    node.put("found", judgement.found());
    node.put("holds", judgement.holds());
    node.put("seconds", Math.round(judgement.seconds() * 1000) / 1000.0);
    return node;
  }

  private static ObjectNode statement(Claim claim) {
    ObjectNode node = Json.object();
    node.put("id", claim.id());
    node.put("provenance", claim.provenance().id());
    node.put("paper", claim.source().paper().brief());
    node.put("source", claim.source().text());
    node.put("statement", claim.statement());
    node.put("expected", claim.expected());
    return node;
  }

  /** {@code marginflow.claim/1}: one claim with its checks, runs and certificates. */
  public static ObjectNode of(Judgement judgement) {
    ObjectNode node = Json.object();
    node.put("schema", "marginflow.claim/1");
    node.setAll(summary(judgement));
    ArrayNode checks = node.putArray("checks");
    for (Judgement.Check check : judgement.checks()) {
      ObjectNode c = checks.addObject();
      c.put("expected", check.expected());
      c.put("found", check.found());
      c.put("holds", check.holds());
    }
    ObjectNode measured = node.putObject("measured");
    judgement.measurements().values().forEach((name, value) -> measured.put(name, value.text()));
    ArrayNode figures = node.putArray("figures");
    judgement.measurements().drawings().keySet().forEach(figures::add);
    ArrayNode runs = node.putArray("runs");
    judgement.measurements().trials().forEach(run -> runs.add(run(run)));
    return node;
  }

  private static ObjectNode run(RunRecord run) {
    ObjectNode node = Json.object();
    node.put("name", run.setup().name());
    node.put("net", run.setup().net().spec());
    node.put("loss", run.setup().loss().name());
    node.put("status", run.result().termination().id());
    node.put("message", run.result().message());
    node.set("log10_loss", Json.number(run.result().logLoss() / Math.log(10)));
    node.set("log_time", Json.number(run.result().logTime()));
    node.set("normalized_margin", Json.number(run.certificate().normalizedMargin()));
    ObjectNode steps = node.putObject("steps");
    steps.put("accepted", run.result().statistics().accepted());
    steps.put("rejected", run.result().statistics().rejected());
    steps.put("gradient_evaluations", run.result().statistics().evaluations());
    ObjectNode events = node.putObject("events");
    events.put("crossings", run.result().statistics().crossings());
    events.put("slides", run.result().statistics().slides());
    events.put("releases", run.result().statistics().releases());
    events.put("ambiguous", run.result().statistics().ambiguous());
    node.set("certificate", CertificateDocument.of(run.certificate()));
    return node;
  }
}
