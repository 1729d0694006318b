package marginflow.io;

/**
 * What may be allocated for a file. A header or a line can claim far more than its file holds, so
 * that every such claim is held against the heap before anything is allocated for it.
 */
public final class Heap {

  /** The option that makes the heap larger. */
  static final String OPTION = "MARGINFLOW_JAVA_OPTS=-Xmx… gives more";

  private Heap() {}

  /** What an error means that says only that there is no memory left. */
  public static String exhausted() {
    return "out of memory: this takes more than the heap of %s (%s)"
        .formatted(size(Runtime.getRuntime().maxMemory()), OPTION);
  }

  /** Bytes that can still be allocated. */
  static long free() {
    Runtime runtime = Runtime.getRuntime();
    return runtime.maxMemory() - (runtime.totalMemory() - runtime.freeMemory());
  }

  /** Whether so many bytes can still be allocated. */
  public static boolean holds(long bytes) {
    if (bytes > free()) {
      System.gc(); // what earlier readers left behind counts as taken until it is collected
    }
    return bytes <= free();
  }

  /** What a message says that it expected: the heap, its size, and the option for a larger one. */
  public static String limit() {
    return "what fits in the heap of %s (%s)"
        .formatted(size(Runtime.getRuntime().maxMemory()), OPTION);
  }

  /**
   * Refuses what does not fit.
   *
   * @param place the file, and the part of it where there is one
   * @param what what the bytes are needed for
   * @param bytes how many are needed
   * @param fileBytes length of the file that makes the claim
   */
  public static void require(String place, String what, long bytes, long fileBytes) {
    if (!holds(bytes)) {
      throw exceeded(place, what + " (" + size(bytes) + ") from a file of " + fileBytes + " bytes");
    }
  }

  /** The answer to what does not fit. */
  public static BadDataException exceeded(String place, String found) {
    return BadDataException.in(place, limit(), found);
  }

  /** A number of bytes for people: 15 bytes, 1600 MB. */
  public static String size(long bytes) {
    return bytes < 10_000_000 ? bytes + " bytes" : bytes / 1_000_000 + " MB";
  }
}
