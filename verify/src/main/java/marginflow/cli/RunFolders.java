package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import marginflow.io.run.Disk;
import marginflow.io.run.Growing;

/** Run folders of cells, brought together from shards. */
final class RunFolders {

  /** What a folder is called until it is whole. */
  private static final String PART = ".part";

  private RunFolders() {}

  /**
   * Copies the folders that are not there yet; one that was cut off is copied anew.
   *
   * @param from a folder of run folders, which need not be there
   * @param to where they are wanted
   * @param which of them, by name
   */
  static void gather(Path from, Path to, Predicate<String> which) throws IOException {
    if (!Files.isDirectory(from) || (Files.exists(to) && Files.isSameFile(from, to))) {
      return;
    }
    for (Path run : inside(from)) {
      String name = String.valueOf(run.getFileName());
      Path there = to.resolve(name);
      if (which.test(name) && !Files.exists(there)) {
        Disk disk = Disk.here();
        disk.makeFolders(to);
        Path part = to.resolve(name + PART);
        copy(run, part);
        disk.move(part, there);
        disk.force(to);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (!Files.isDirectory(from)) {
      Growing.replace(to, out -> Files.copy(from, out));
      return;
    }
    Disk.here().makeFolders(to);
    for (Path entry : inside(from)) {
      copy(entry, to.resolve(String.valueOf(entry.getFileName())));
    }
  }

  private static List<Path> inside(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    }
  }
}
