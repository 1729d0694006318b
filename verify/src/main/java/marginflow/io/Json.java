package marginflow.io;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON as this program writes it: members in the order they were added, numbers finite or null. */
public final class Json {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** A new empty object. */
  public static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** A number, or null where JSON has no word for it (NaN and the infinities). */
  public static JsonNode number(double value) {
    return Double.isFinite(value)
        ? JsonNodeFactory.instance.numberNode(value)
        : JsonNodeFactory.instance.nullNode();
  }

  /** The text of a document, indented, with a newline at its end. */
  public static String text(JsonNode document) {
    return MAPPER.writeValueAsString(document) + "\n";
  }

  /** A record as an object, its components in snake case. */
  public static JsonNode of(Record value) {
    return MAPPER.valueToTree(value);
  }

  /**
   * Reads a document.
   *
   * @param place what a message calls it
   * @throws BadDataException if it is no JSON
   */
  public static JsonNode read(String place, byte[] content) {
    try {
      return MAPPER.readTree(new String(content, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw BadDataException.in(place, "JSON", String.valueOf(e.getOriginalMessage()));
    }
  }

  /**
   * Reads a document in which no object has two members of one name, and nothing follows.
   *
   * @param place what a message calls it
   * @throws BadDataException if it is no such JSON
   */
  public static JsonNode readStrictly(String place, byte[] content) {
    try {
      return STRICT.readTree(new String(content, StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw BadDataException.in(place, "JSON", String.valueOf(e.getOriginalMessage()));
    }
  }

  /**
   * Reads a record back from what {@link #of} made of it.
   *
   * @param place what a message calls it
   * @throws BadDataException if components are missing or of the wrong type
   */
  public static <T extends Record> T as(String place, JsonNode node, Class<T> type) {
    try {
      return MAPPER.treeToValue(node, type);
    } catch (JacksonException e) {
      throw BadDataException.in(
          place, "a complete " + type.getSimpleName(), String.valueOf(e.getOriginalMessage()));
    }
  }
}
