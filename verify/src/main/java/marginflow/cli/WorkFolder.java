package marginflow.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.io.run.Disk;
import marginflow.io.run.FolderLock;
import marginflow.io.run.NumberedFolder;
import marginflow.report.Numbers;
import picocli.CommandLine.ParameterException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A folder that one command fills over several calls: one process at a time, and all of them with
 * the settings that its description has.
 */
final class WorkFolder implements AutoCloseable {

  private final Path path;
  private final FolderLock lock;

  private WorkFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /**
   * What all calls have in common.
   *
   * @param file name of the description's file
   * @param what what the folder is of, for a message
   * @param settings everything that decides a row
   * @param free what may differ between calls
   */
  record Description(String file, String what, ObjectNode settings, Free free) {

    /** A description that stays as it is. */
    Description(String file, String what, ObjectNode settings) {
      this(file, what, settings, (key, there, here) -> false);
    }

    /** Where a folder's description is another one, a sentence for each key; empty if nowhere. */
    private List<String> differences(Path folder) {
      Path there = folder.resolve(file);
      if (!Files.exists(there)) {
        return List.of();
      }
      Map<String, JsonNode> found = new TreeMap<>();
      leaves("", Json.read(there.toString(), InputFile.read(there.toString()).content()), found);
      Map<String, JsonNode> asked = new TreeMap<>();
      leaves("", Json.read(file, text().getBytes(StandardCharsets.UTF_8)), asked);
      Set<String> keys = new TreeSet<>(found.keySet());
      keys.addAll(asked.keySet());
      return keys.stream()
          .filter(key -> !Objects.equals(found.get(key), asked.get(key)))
          .filter(key -> !free.mayDiffer(key, found, asked))
          .map(key ->
              "%s is %s there and %s here".formatted(key, shown(found, key), shown(asked, key)))
          .toList();
    }

    private static String shown(Map<String, JsonNode> leaves, String key) {
      JsonNode leaf = leaves.get(key);
      if (leaf == null) {
        return "absent";
      }
      return leaf.isNumber() ? Numbers.compact(leaf.asDouble()) : leaf.toString();
    }

    private String text() {
      return Json.text(settings);
    }

    private static void leaves(String key, JsonNode node, Map<String, JsonNode> leaves) {
      if (node.isObject()) {
        node.forEachEntry(
            (name, value) -> leaves(key.isEmpty() ? name : key + "." + name, value, leaves));
      } else {
        leaves.put(key, node);
      }
    }
  }

  /** Says which settings may differ between the calls that fill one folder. */
  @FunctionalInterface
  interface Free {

    /**
     * Whether one may.
     *
     * @param key its name, with points between those of objects in each other
     * @param there the settings of the folder, by such names
     * @param here those of this call
     */
    boolean mayDiffer(String key, Map<String, JsonNode> there, Map<String, JsonNode> here);
  }

  /**
   * Takes a folder, which is made where it is not there.
   *
   * @param common for the error of usage if the folder is of another description
   * @throws IOException if another process holds it, or it cannot be written to
   * @throws ParameterException if it is of another description; the message has the keys
   */
  static WorkFolder take(Path path, Description description, CommonOptions common)
      throws IOException {
    Disk.here().makeFolders(path);
    FolderLock lock = FolderLock.take(path);
    boolean taken = false;
    try {
      List<String> differences = description.differences(path);
      if (!differences.isEmpty()) {
        throw common.usage(
            "%s: this folder holds another %s: %s"
                .formatted(path, description.what(), String.join("; ", differences)));
      }
      Disk.here().replace(path.resolve(description.file()), description.text());
      taken = true;
      return new WorkFolder(path, lock);
    } finally {
      if (!taken) {
        lock.close();
      }
    }
  }

  /** The numbered folder of this description, or a new one where there is none. */
  static Path numbered(Path parent, String name, Description description) throws IOException {
    for (Path folder : NumberedFolder.there(parent, name)) {
      if (Files.exists(folder.resolve(description.file()))
          && description.differences(folder).isEmpty()) {
        return folder;
      }
    }
    return NumberedFolder.make(parent, name);
  }

  /** A file of the folder. */
  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public String toString() {
    return path.toString();
  }

  /** Lets other processes have the folder. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
