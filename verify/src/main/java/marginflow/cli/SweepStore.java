package marginflow.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Json;
import marginflow.sweep.DescriptionReader;
import marginflow.sweep.Grid;
import marginflow.sweep.Results;

/** Folders of sweeps that were run, and what they are of. */
final class SweepStore {

  private SweepStore() {}

  /**
   * The cells of a folder, from the description in it.
   *
   * @throws BadDataException if there is none, or its data is not what it was
   */
  static Grid grid(Path folder) {
    InputFile file = file(folder);
    Grid grid = new Grid(DescriptionReader.read(file));
    String expected = hash(file);
    if (!grid.hash().equals(expected)) {
      throw BadDataException.in(
          file.name(), "cells whose hash is " + expected + " as when it was run", grid.hash());
    }
    return grid;
  }

  /** The hash of the description that a folder is of. */
  static String hash(Path folder) {
    return hash(file(folder));
  }

  private static String hash(InputFile file) {
    return Json.read(file.name(), file.content()).path("resolved").path("hash").asString("");
  }

  private static InputFile file(Path folder) {
    return InputFile.read(folder.resolve(SweepFiles.DESCRIPTION).toString());
  }

  /** The folders with rows in some folders: they themselves, and their shards. */
  static List<Path> withRows(List<Path> folders) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path folder : folders) {
      if (Files.exists(folder.resolve(Results.ROWS))) {
        found.add(folder);
      }
      Path shards = folder.resolve(SweepFiles.SHARDS);
      if (Files.isDirectory(shards)) {
        try (Stream<Path> inside = Files.list(shards)) {
          inside
              .filter(shard -> Files.exists(shard.resolve(Results.ROWS)))
              .sorted()
              .forEach(found::add);
        }
      }
    }
    return found;
  }
}
