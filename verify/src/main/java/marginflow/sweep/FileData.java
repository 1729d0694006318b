package marginflow.sweep;

import java.util.OptionalLong;
import marginflow.io.Json;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LabelChoice;
import marginflow.io.data.LoadedData;
import marginflow.io.data.Preparation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Samples from a file.
 *
 * @param text what tables call it
 * @param load what was read
 */
record FileData(String text, LoadedData load) implements DataSource {

  /** Reads a file. */
  static FileData of(String text, DataRequest request) {
    return new FileData(text, LoadedData.load(request));
  }

  @Override
  public String identity() {
    ObjectNode choices = (ObjectNode) document();
    choices.remove("file");
    choices.remove("name");
    return choices.toString();
  }

  @Override
  public String family() {
    return text;
  }

  @Override
  public OptionalLong chance() {
    return OptionalLong.empty();
  }

  @Override
  public int n() {
    return load.dataset().n();
  }

  @Override
  public int d() {
    return load.dataset().d();
  }

  @Override
  public JsonNode document() {
    DataRequest request = load.located();
    ObjectNode node = Json.object();
    node.put("file", request.file());
    node.put("name", text);
    request.label().ifPresent(label -> node.put("label", label));
    if (request.header() != DataRequest.HeaderLine.AUTO) {
      node.put("header", request.header() == DataRequest.HeaderLine.YES ? "yes" : "no");
    }
    if (!request.selection().drop().isEmpty()) {
      request.selection().drop().forEach(node.putArray("drop")::add);
    }
    request.selection().xKey().ifPresent(key -> node.put("x_key", key));
    request.selection().yKey().ifPresent(key -> node.put("y_key", key));
    LabelChoice labels = request.labels();
    labels.classes().ifPresent(classes -> classes.forEach(node.putArray("classes")::add));
    labels.positive().ifPresent(positive -> node.put("positive", positive));
    Preparation preparation = request.preparation();
    node.put("standardize", preparation.standardize());
    node.put("normalize_rows", preparation.normalizeRows());
    node.put("add_constant_feature", preparation.constantFeature());
    node.put("sha256", load.sha256());
    return node;
  }
}
