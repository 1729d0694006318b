package marginflow.io.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hugging Face's safetensors: eight bytes with the length of a header, the header, a JSON object
 * that gives each array's type, shape and place, and the arrays, little-endian and in C order, one
 * behind the other. Strict, as the format asks: the arrays must fill the rest of the file without
 * gap or overlap.
 */
final class SafetensorsFile {

  /** Where the header begins: behind its length. */
  private static final int PREFIX = 8;

  /** The longest header of the format itself. */
  private static final int MAX_HEADER = 100_000_000;

  /** As NumPy, which no array of ours may exceed. */
  private static final int MAX_AXES = 64;

  private static final String METADATA = "__metadata__";

  /** Where an array lies in the file, from its first byte to the one behind its last. */
  private record Tensor(String dtype, int[] shape, int size, int begin, int end) {}

  private final String file;
  private final ByteBuffer bytes;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();

  private SafetensorsFile(String file, byte[] content) {
    this.file = file;
    this.bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Whether some bytes begin like this format: a length that is none of a text, and a brace. */
  static boolean looksLike(byte[] content) {
    return content.length > PREFIX
        && content[PREFIX] == '{'
        && content[PREFIX - 1] == 0
        && content[PREFIX - 2] == 0;
  }

  /**
   * Reads the header of a file and checks every place in it.
   *
   * @throws BadDataException if the header cannot be read, or the arrays do not fill the file
   */
  static SafetensorsFile read(InputFile input) {
    SafetensorsFile tensors = new SafetensorsFile(input.name(), input.content());
    tensors.readHeader();
    return tensors;
  }

  /** Names of the arrays, in the header's order. */
  List<String> names() {
    return List.copyOf(tensors.keySet());
  }

  /**
   * Reads an array.
   *
   * @throws BadDataException if its type is none that is read
   * @throws IllegalArgumentException if there is none of that name
   */
  NpyArray array(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("no array " + name);
    }
    double[] data = new double[tensor.size()];
    int width = width(place(name), tensor.dtype());
    char kind = Character.toLowerCase(tensor.dtype().charAt(0));
    NpyElement element = new NpyElement(kind, width, ByteOrder.LITTLE_ENDIAN);
    for (int k = 0, at = tensor.begin(); k < data.length; k++, at += width) {
      // A bfloat16, whose kind would be b, is the upper half of a float.
      data[k] =
          tensor.dtype().equals("BF16")
              ? Float.intBitsToFloat(bytes.getShort(at) << 16)
              : element.read(place(name), bytes, at);
    }
    return new NpyArray(tensor.shape(), data);
  }

  /**
   * Writes arrays in double precision, in the order given.
   *
   * @param arrays by name
   */
  static byte[] write(Map<String, NpyArray> arrays) {
    ObjectNode header = Json.object();
    int at = 0;
    for (Map.Entry<String, NpyArray> entry : arrays.entrySet()) {
      ObjectNode tensor = header.putObject(entry.getKey());
      tensor.put("dtype", "F64");
      ArrayNode shape = tensor.putArray("shape");
      for (int length : entry.getValue().shape()) {
        shape.add(length);
      }
      int end = Math.addExact(at, Math.multiplyExact(Double.BYTES, entry.getValue().data().length));
      tensor.putArray("data_offsets").add(at).add(end);
      at = end;
    }
    byte[] text = header.toString().getBytes(StandardCharsets.UTF_8);
    // Spaces up to a multiple of eight, so that the numbers are aligned.
    int padded = (text.length + Double.BYTES - 1) / Double.BYTES * Double.BYTES;
    ByteBuffer out =
        ByteBuffer.allocate(Math.addExact(PREFIX + padded, at)).order(ByteOrder.LITTLE_ENDIAN);
    out.putLong(padded).put(text);
    while (out.position() < PREFIX + padded) {
      out.put((byte) ' ');
    }
    for (NpyArray array : arrays.values()) {
      out.asDoubleBuffer().put(array.data());
      out.position(out.position() + Double.BYTES * array.data().length);
    }
    return out.array();
  }

  private void readHeader() {
    long length = bytes.limit() < PREFIX ? -1 : bytes.getLong(0);
    long most = Math.min(MAX_HEADER, bytes.limit() - PREFIX);
    if (length < 2 || length > most) {
      throw BadDataException.in(
          file, "a safetensors header of 2 to " + most + " bytes", "one of " + length);
    }
    int end = PREFIX + (int) length;
    byte[] text = new byte[(int) length];
    bytes.get(PREFIX, text);
    JsonNode header = Json.readStrictly(file + ", header", text);
    if (!header.isObject()) {
      throw BadDataException.in(file + ", header", "a JSON object", header.getNodeType().name());
    }
    for (Map.Entry<String, JsonNode> entry : header.properties()) {
      if (!entry.getKey().equals(METADATA)) {
        tensors.put(entry.getKey(), tensor(place(entry.getKey()), entry.getValue(), end));
      }
    }
    checkPlaces(end);
  }

  private Tensor tensor(String place, JsonNode node, int start) {
    String dtype = node.path("dtype").asString("");
    long[] axes = integers(place + ", shape", node.path("shape"), MAX_AXES);
    long[] offsets = integers(place + ", data_offsets", node.path("data_offsets"), 2);
    long available = (long) bytes.limit() - start;
    if (offsets.length != 2 || offsets[0] > offsets[1] || offsets[1] > available) {
      throw BadDataException.in(
          place,
          "two data_offsets in order, of at most " + available,
          BadDataException.quote(node.path("data_offsets").toString()));
    }
    int[] shape = new int[axes.length];
    long size = 1;
    for (int a = 0; a < axes.length; a++) {
      shape[a] = (int) Math.min(axes[a], Integer.MAX_VALUE);
      size = Math.min(size * shape[a], Integer.MAX_VALUE);
    }
    long length = offsets[1] - offsets[0];
    if (size * width(place, dtype) != length) {
      throw BadDataException.in(
          place,
          "%s bytes for %s of shape %s"
              .formatted(size * width(place, dtype), dtype, node.path("shape")),
          Long.toString(length));
    }
    return new Tensor(dtype, shape, (int) size, start + (int) offsets[0], start + (int) offsets[1]);
  }

  private static long[] integers(String place, JsonNode node, int most) {
    if (!node.isArray() || node.size() > most) {
      throw BadDataException.in(
          place, "a list of at most " + most + " numbers", BadDataException.quote(node.toString()));
    }
    long[] values = new long[node.size()];
    for (int k = 0; k < values.length; k++) {
      JsonNode value = node.get(k);
      if (!value.isIntegralNumber() || !value.canConvertToLong() || value.asLong() < 0) {
        throw BadDataException.in(
            place, "whole numbers of at least 0", BadDataException.quote(value.toString()));
      }
      values[k] = value.asLong();
    }
    return values;
  }

  /** The arrays must lie one behind the other and fill the file. */
  private void checkPlaces(int start) {
    List<String> byPlace = new ArrayList<>(tensors.keySet());
    byPlace.sort(
        Comparator.comparingInt((String name) -> at(name).begin())
            .thenComparingInt(name -> at(name).end()));
    int at = start;
    for (String name : byPlace) {
      if (at(name).begin() != at) {
        throw BadDataException.in(
            place(name),
            "its data at offset " + (at - start) + ", behind the array before it",
            "offset " + (at(name).begin() - start));
      }
      at = at(name).end();
    }
    if (at != bytes.limit()) {
      throw BadDataException.in(
          file, "arrays up to the end, %s bytes".formatted(bytes.limit()), at + " bytes used");
    }
  }

  private Tensor at(String name) {
    return java.util.Objects.requireNonNull(tensors.get(name));
  }

  private static int width(String place, String dtype) {
    return switch (dtype) {
      case "F64", "I64", "U64" -> 8;
      case "F32", "I32", "U32" -> 4;
      case "F16", "BF16", "I16", "U16" -> 2;
      case "I8", "U8", "BOOL" -> 1;
      default ->
          throw BadDataException.in(
              place,
              "dtype F64, F32, F16, BF16, an integer or BOOL",
              BadDataException.quote(dtype));
    };
  }

  private String place(String name) {
    return file + ", array " + name;
  }
}
