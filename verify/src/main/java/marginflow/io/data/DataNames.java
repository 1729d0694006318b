package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import marginflow.io.BadDataException;
import marginflow.io.data.DataRequest.Selection;

/**
 * Which arrays of an archive are the features and the labels.
 *
 * @param x name of the array of features
 * @param y name of the array of labels
 */
record DataNames(String x, String y) {

  /**
   * Names in use, in the order they are looked for, upper and lower case alike: ours, those of
   * Keras' data sets, of scikit-learn, and of {@code np.savez} where no name is given.
   */
  private static final List<DataNames> USUAL =
      List.of(
          new DataNames("X", "y"),
          new DataNames("x_train", "y_train"),
          new DataNames("train_images", "train_labels"),
          new DataNames("data", "target"),
          new DataNames("data", "labels"),
          new DataNames("images", "labels"),
          new DataNames("features", "labels"),
          new DataNames("inputs", "targets"),
          new DataNames("X", "labels"),
          new DataNames("X", "target"),
          new DataNames("arr_0", "arr_1"));

  /**
   * Finds both arrays.
   *
   * @param file what a message calls the archive
   * @param names names of all arrays
   * @throws BadDataException if they are not there, or two are meant by one name
   */
  static DataNames choose(String file, List<String> names, Selection selection) {
    selection.xKey().ifPresent(key -> require(file, names, key, "--x-key"));
    selection.yKey().ifPresent(key -> require(file, names, key, "--y-key"));
    if (selection.xKey().isPresent() && selection.yKey().isPresent()) {
      return new DataNames(selection.xKey().get(), selection.yKey().get());
    }
    List<DataNames> mates = USUAL.stream().filter(usual -> isOf(usual, selection)).toList();
    return first(file, names, mates, selection)
        .or(() -> first(file, names, USUAL, selection))
        .orElseThrow(() -> missing(file, names, selection));
  }

  /** Whether a pair has the names that were said. */
  private static boolean isOf(DataNames usual, Selection selection) {
    return selection.xKey().map(usual.x()::equalsIgnoreCase).orElse(true)
        && selection.yKey().map(usual.y()::equalsIgnoreCase).orElse(true);
  }

  /** The first pair that is there, with the names that were said in place of its own. */
  private static Optional<DataNames> first(
      String file, List<String> names, List<DataNames> pairs, Selection selection) {
    for (DataNames pair : pairs) {
      Optional<String> x = selection.xKey().or(() -> find(file, names, pair.x()));
      Optional<String> y = selection.yKey().or(() -> find(file, names, pair.y()));
      if (x.isPresent() && y.isPresent()) {
        return Optional.of(new DataNames(x.get(), y.get()));
      }
    }
    return Optional.empty();
  }

  private static void require(String file, List<String> names, String key, String option) {
    if (!names.contains(key)) {
      throw BadDataException.in(file, "an array named " + key + " (" + option + ")", list(names));
    }
  }

  /** The array of that very name, or the one whose name differs in case only. */
  private static Optional<String> find(String file, List<String> names, String name) {
    if (names.contains(name)) {
      return Optional.of(name);
    }
    List<String> alike = names.stream().filter(name::equalsIgnoreCase).toList();
    if (alike.size() > 1) {
      throw BadDataException.in(
          file, "one array " + name + " (or --x-key and --y-key)", list(alike));
    }
    return alike.stream().findFirst();
  }

  private static BadDataException missing(String file, List<String> names, Selection selection) {
    boolean pickled = names.stream().anyMatch(name -> name.endsWith("data.pkl"));
    List<String> wanted = new ArrayList<>();
    if (selection.xKey().isEmpty() && find(file, names, "X").isEmpty()) {
      wanted.add("X");
    }
    if (selection.yKey().isEmpty() && (wanted.isEmpty() || find(file, names, "y").isEmpty())) {
      wanted.add("y");
    }
    return BadDataException.in(
        file,
        "an array named "
            + String.join(" and one named ", wanted)
            + " (or others by --x-key and --y-key)",
        pickled ? "a pickled PyTorch file; np.savez writes what can be read" : list(names));
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
