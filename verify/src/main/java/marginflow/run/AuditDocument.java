package marginflow.run;

import marginflow.crosscheck.flow.Audit;
import marginflow.crosscheck.flow.Parting;
import marginflow.io.Json;
import marginflow.io.run.AuditFile;
import marginflow.io.run.EventFile;
import tools.jackson.databind.node.ObjectNode;

/** What an audit found, as the object {@code audit} of a result document. */
final class AuditDocument {

  private AuditDocument() {}

  /** The object; what was not looked at is null. */
  static ObjectNode of(Audit found) {
    ObjectNode node = Json.object();
    node.set("agreeing_digits", Json.number(found.agreeingDigits()));
    found
        .parting()
        .ifPresentOrElse(
            parting -> node.set("parts_at", parting(parting)), () -> node.putNull("parts_at"));
    found
        .worstDefect()
        .ifPresentOrElse(
            worst -> {
              node.set("worst_defect", Json.number(worst.value()));
              node.set("worst_defect_at", place(worst));
            },
            () -> node.putNull("worst_defect"));
    found
        .bruteForce()
        .ifPresentOrElse(
            worst -> {
              node.set("brute_force_distance", Json.number(worst.place().value()));
              node.set("brute_force_error", Json.number(worst.error()));
              node.set("brute_force_at", place(worst.place()));
            },
            () -> node.putNull("brute_force_distance"));
    return node;
  }

  private static ObjectNode place(AuditFile.Point point) {
    return place(point.at().step(), point.at().tau(), point.at().log10Loss());
  }

  private static ObjectNode place(long step, double tau, double log10Loss) {
    ObjectNode node = Json.object();
    node.put("step", step);
    node.set("tau", Json.number(tau));
    node.set("log10_loss", Json.number(log10Loss));
    return node;
  }

  private static ObjectNode parting(Parting parting) {
    ObjectNode node = place(parting.step(), parting.tau(), parting.log10Loss());
    parting
        .kink()
        .ifPresentOrElse(
            event -> {
              ObjectNode kink = node.putObject("kink");
              kink.put("kind", EventFile.name(event.kind()));
              kink.put("unit", event.unit());
              kink.put("row", event.row());
              kink.set("tau", Json.number(event.tau()));
            },
            () -> node.putNull("kink"));
    return node;
  }
}
