package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A real Chromium without a window. It is the program named by the system property {@code
 * marginflow.browser}, or the first usual one on the path. Without any the test fails, unless the
 * property is {@code none}: then it is skipped, visibly.
 */
final class Browser {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--enable-logging=stderr",
          // The page must do without a network: no name resolves but our own.
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

  private static final long PATIENCE_SECONDS = 120;

  private final String program;
  private final Path folder;

  private Browser(String program, Path folder) {
    this.program = program;
    this.folder = folder;
  }

  /** Finds the browser; {@code folder} is for its files. */
  static Browser find(Path folder) {
    String asked = System.getProperty("marginflow.browser", "");
    assumeFalse(asked.equals("none"), "no browser wanted");
    if (!asked.isEmpty()) {
      return new Browser(asked, folder);
    }
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .flatMap(place -> NAMES.stream().map(name -> Path.of(place, name)))
        .filter(Files::isExecutable)
        .map(path -> new Browser(path.toString(), folder))
        .findFirst()
        .orElseGet(() ->
            fail(
                "no Chromium on the path: install it (apt-get install chromium), name one with"
                    + " -Dmarginflow.browser=PROGRAM, or skip this test with"
                    + " -Dmarginflow.browser=none"));
  }

  /**
   * Opens a page and lets it run.
   *
   * @param page where the page is
   * @param milliseconds time the page is given, by its own clock
   * @param more further flags
   * @return the document as it is then
   */
  String dump(URI page, int milliseconds, String... more) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(FLAGS);
    command.addFirst(program);
    command.add("--user-data-dir=" + Files.createTempDirectory(folder, "profile"));
    command.add("--virtual-time-budget=" + milliseconds);
    command.addAll(List.of(more));
    command.add("--dump-dom");
    command.add(page.toString());
    Path out = Files.createTempFile(folder, "dom", ".html");
    Path log = Files.createTempFile(folder, "log", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(log.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(log, StandardCharsets.UTF_8);
    assertTrue(ended, () -> "the browser did not end: " + said);
    assertEquals(
        List.of(), said.lines().filter(line -> line.contains("CONSOLE")).toList(), "console");
    return Files.readString(out, StandardCharsets.UTF_8);
  }
}
