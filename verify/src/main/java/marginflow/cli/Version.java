package marginflow.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import marginflow.flow.Flow;
import picocli.CommandLine.IVersionProvider;

/**
 * Which program this is, as the build wrote it into the jar.
 *
 * @param number the version of the Maven project
 * @param commit the abbreviated commit, with {@code -dirty} behind it where the tree had changes,
 *     or {@code unknown} where the sources were no git checkout
 */
public record Version(String number, String commit) {

  private static final String RESOURCE = "version.properties";

  /**
   * Reads what the build left.
   *
   * @return the version of the running program
   */
  public static Version current() {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the build left no " + RESOURCE);
      }
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Version(
        properties.getProperty("version", "unknown"), properties.getProperty("commit", "unknown"));
  }

  /**
   * The same line, and where the commit alone does not say what was built, a hash of the classes:
   * two trees with changes of their own have the same commit.
   */
  public String exact() {
    boolean built = !commit.endsWith("-dirty") && commit.chars().allMatch(Version::isOfCommit);
    return built
        ? toString()
        : "marginflow %s (%s, classes %s)".formatted(number, commit, Classes.HASH);
  }

  private static boolean isOfCommit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** The classes that run, hashed when somebody asks. */
  private static final class Classes {
    static final String HASH = Fingerprint.of(List.of(Flow.class, Version.class));
  }

  /** Returns one line: program, version and commit. */
  @Override
  public String toString() {
    return "marginflow " + number + " (" + commit + ")";
  }

  /** Answers {@code --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        current().toString(),
        "Java " + Runtime.version() + ", " + System.getProperty("java.vm.name")
      };
    }
  }
}
