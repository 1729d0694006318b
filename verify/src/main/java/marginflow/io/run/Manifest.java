package marginflow.io.run;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.data.LoadedData;
import marginflow.kernel.Kernels;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code manifest.json}: what a run was asked for, on what, and by which program. */
public final class Manifest {

  private static final String SCHEMA = "marginflow.run/1";

  /** What was taken of the rest of the document, so that an edited one is noticed. */
  private static final String SEAL = "seal";

  /** Whether the run is to end with figures and a report. */
  public static final String FIGURES = "figures";

  /** What means itself in a shell, beside letters and digits. */
  private static final String PLAIN = "_./:=,+@%-";

  private Manifest() {}

  /**
   * What stays the same over the life of a run.
   *
   * @param settings everything that decides it
   * @param dataSha256 SHA-256 of the data file
   * @param theta0Sha256 SHA-256 of the file the start was read from
   */
  public record Identity(RunSettings settings, String dataSha256, Optional<String> theta0Sha256) {}

  /**
   * The document.
   *
   * @param identity settings and hashes
   * @param program name, version and commit of this program
   * @param generator name of the random generator behind the seed
   * @param command the command line that makes this run again
   */
  public static ObjectNode of(
      Identity identity,
      LoadedData data,
      Kernels kernels,
      String program,
      String generator,
      List<String> command) {
    ObjectNode node = Json.object();
    node.put("schema", SCHEMA);
    node.put("command", String.join(" ", command.stream().map(Manifest::shellQuoted).toList()));
    node.set("run", Json.of(identity));
    ObjectNode input = node.putObject("data");
    input.put("location", data.location());
    input.put("format", data.format());
    input.setAll(FlowDocument.data(data));
    data.features().forEach(input.putArray("features")::add);
    node.put("generator", generator);
    ObjectNode environment = node.putObject("environment");
    environment.put("program", program);
    environment.put("java", Runtime.version().toString());
    environment.put("vm", System.getProperty("java.vm.name"));
    environment.put(
        "os",
        "%s %s %s"
            .formatted(
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch")));
    environment.put("processors", Runtime.getRuntime().availableProcessors());
    environment.put("kernel", kernels.name());
    environment.put("lanes", kernels.lanes());
    environment.put("threads", kernels.threads());
    node.put("started", Instant.now().toString());
    return node;
  }

  /** The file's bytes, with a seal that shows whether somebody edits them. */
  public static byte[] toBytes(ObjectNode manifest) {
    ObjectNode sealed = manifest.deepCopy();
    sealed.put(SEAL, seal(manifest));
    return Json.text(sealed).getBytes(StandardCharsets.UTF_8);
  }

  private static String seal(JsonNode manifest) {
    return InputFile.sha256(Json.text(manifest).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what decides a run.
   *
   * @throws BadDataException if it is no manifest of this schema, or was edited
   */
  public static Identity read(InputFile input) {
    JsonNode document = Json.read(input.name(), input.content());
    String schema = document.path("schema").asString("none");
    if (!schema.equals(SCHEMA)) {
      throw BadDataException.in(input.name(), "schema " + SCHEMA, schema);
    }
    ObjectNode rest = ((ObjectNode) document).deepCopy();
    rest.remove(SEAL);
    if (!document.path(SEAL).asString("none").equals(seal(rest))) {
      throw BadDataException.in(
          input.name(),
          "the settings as the run was begun with them",
          "others: the file was edited, and nothing computed since would belong to it");
    }
    return Json.as(input.name(), document.path("run"), Identity.class);
  }

  /** The program that began a run: name, version and commit. */
  public static String program(InputFile input) {
    return Json.read(input.name(), input.content())
        .path("environment")
        .path("program")
        .asString("an unknown version");
  }

  /** The command line that makes a run again. */
  public static String command(InputFile input) {
    return Json.read(input.name(), input.content()).path("command").asString("");
  }

  /** Whether the run is to end with figures and a report; one that does not say so is. */
  public static boolean wantsFigures(InputFile input) {
    return Json.read(input.name(), input.content()).path(FIGURES).asBoolean(true);
  }

  /** A word as a shell takes it: whole where it has only characters that mean themselves. */
  private static String shellQuoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().allMatch(Manifest::isPlain);
    return plain ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  private static boolean isPlain(int c) {
    boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
  }
}
