package marginflow.io.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;

/** Reads NumPy's NPZ files: a ZIP of NPY arrays, stored or deflated. */
public final class NpzArchive {

  private final String file;
  private final ZipArchive zip;
  private final Map<String, String> members = new LinkedHashMap<>();

  /** Names the arrays: members of a ZIP need not end with {@code .npy}. */
  private NpzArchive(String file, ZipArchive zip) {
    this.file = file;
    this.zip = zip;
    for (String member : zip.names()) {
      String name =
          member.endsWith(NpzWriter.SUFFIX)
              ? member.substring(0, member.length() - NpzWriter.SUFFIX.length())
              : member;
      if (members.putIfAbsent(name, member) != null) {
        throw BadDataException.in(place(name), "one member of that name", "two");
      }
    }
  }

  /**
   * Opens an archive; arrays are read when they are asked for.
   *
   * @throws BadDataException if it is no intact ZIP file
   */
  public static NpzArchive read(InputFile input) {
    if (NpyHeader.starts(input.content())) {
      throw BadDataException.in(
          input.name(), "an NPZ archive of named arrays (np.savez)", "a single NPY array");
    }
    if (!ZipArchive.starts(input.content())) {
      throw BadDataException.in(input.name(), "an NPZ archive (np.savez)", "no ZIP file");
    }
    return new NpzArchive(input.name(), ZipArchive.read(input.name(), input.content()));
  }

  /** Names of the arrays, in the file's order. */
  public List<String> names() {
    return List.copyOf(members.keySet());
  }

  /** Whether there is an array of that name. */
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /**
   * Reads an array.
   *
   * @throws BadDataException if there is none of that name, or it cannot be read
   */
  public NpyArray array(String name) {
    return NpyFormat.read(place(name), member(name));
  }

  /**
   * Whether an array holds text.
   *
   * @throws BadDataException if there is none of that name
   */
  boolean isText(String name) {
    return NpyText.is(NpyHeader.read(place(name), member(name)).descr());
  }

  /** Reads a vector of texts. */
  List<String> texts(String name) {
    return NpyText.read(place(name), member(name));
  }

  /** Reads a vector of 64-bit integers, exactly. */
  public long[] longs(String name) {
    return NpyFormat.readLongs(place(name), member(name));
  }

  /**
   * Holds the size of every array against the heap, whether or not it will be read.
   *
   * @throws BadDataException naming the first that is too large
   */
  void requireAllFit() {
    zip.requireAllFit();
  }

  /** What messages call an array: the file and the array's name. */
  public String place(String name) {
    return file + ", array " + name;
  }

  private byte[] member(String name) {
    String member = members.get(name);
    if (member == null) {
      throw BadDataException.in(
          file, "an array named " + name, names().isEmpty() ? "none" : String.join(", ", names()));
    }
    return zip.member(member);
  }

  /** An archive being put together; arrays are written in the order they were added. */
  public static final class Builder {

    private final Map<String, byte[]> arrays = new LinkedHashMap<>();

    /** Begins with no array. */
    public Builder() {}

    /** Adds an array of doubles. */
    public Builder add(String name, NpyArray array) {
      arrays.put(name, NpyFormat.write(array));
      return this;
    }

    /** Adds a vector of 64-bit integers. */
    public Builder add(String name, long[] integers) {
      arrays.put(name, NpyFormat.write(integers));
      return this;
    }

    /** Adds a text, as the vector of its UTF-8 bytes. */
    public Builder add(String name, String text) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      long[] units = new long[utf8.length];
      for (int i = 0; i < units.length; i++) {
        units[i] = utf8[i];
      }
      return add(name, units);
    }

    /**
     * The archive's bytes: members stored, not deflated, and the same bytes for the same arrays.
     */
    public byte[] toBytes() {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try (NpzWriter writer = new NpzWriter(out)) {
        for (Map.Entry<String, byte[]> array : arrays.entrySet()) {
          writer.add(array.getKey(), array.getValue());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }
  }

  /** Reads a text as {@link Builder#add(String, String)} wrote it. */
  public String text(String name) {
    long[] units = longs(name);
    byte[] utf8 = new byte[units.length];
    for (int i = 0; i < utf8.length; i++) {
      utf8[i] = (byte) units[i];
    }
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
