package marginflow.io.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import marginflow.io.InputFile;

/** Folders {@code name-001}, {@code name-002}, … of runs that were given no name of their own. */
public final class NumberedFolder {

  /** Numbers tried before giving up. */
  private static final int MOST_NUMBERS = 100_000;

  private NumberedFolder() {}

  /**
   * Makes the first folder that is not there yet; of several processes each gets one of its own.
   *
   * @throws FolderException if there is no free number
   * @throws IOException if the folder cannot be made
   */
  public static Path make(Path parent, String name) throws IOException {
    Disk.here().makeFolders(parent);
    for (int number = 1; number < MOST_NUMBERS; number++) {
      Path path = numbered(parent, name, number);
      if (!Files.exists(path) && claim(parent, path)) {
        return path;
      }
    }
    throw new FolderException("%s: no free number for %s".formatted(parent, name));
  }

  /** The folders of this name that are there, up to the first number that is free. */
  public static List<Path> there(Path parent, String name) {
    List<Path> folders = new ArrayList<>();
    for (int number = 1; Files.exists(numbered(parent, name, number)); number++) {
      folders.add(numbered(parent, name, number));
    }
    return folders;
  }

  /**
   * A name for what is done with some data and a network: {@code iris-relu-4-20-1}.
   *
   * @param file the data, as it was asked for
   * @param net the network's specification
   */
  public static String name(String file, String net) {
    String input = file.equals(InputFile.STANDARD_INPUT) ? "standard-input" : file;
    String base = input.substring(Math.max(input.lastIndexOf('/'), input.lastIndexOf(':')) + 1);
    int dot = base.indexOf('.');
    String text = ((dot > 0 ? base.substring(0, dot) : base) + "-" + net).toLowerCase(Locale.ROOT);
    StringBuilder name = new StringBuilder();
    for (int k = 0; k < text.length(); k++) {
      char c = text.charAt(k);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.';
      if (plain) {
        name.append(c);
      } else if (name.isEmpty() || name.charAt(name.length() - 1) != '-') {
        name.append('-');
      }
    }
    return name.toString();
  }

  private static Path numbered(Path parent, String name, int number) {
    return parent.resolve(String.format(Locale.ROOT, "%s-%03d", name, number));
  }

  /** Makes a folder; false if another process just did. */
  private static boolean claim(Path parent, Path path) throws IOException {
    Disk disk = Disk.here();
    boolean made = disk.makeFolder(path);
    if (made) {
      disk.force(parent);
    }
    return made;
  }
}
