package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program on machines of languages with other digits, points and letters: the same bytes. */
class LocaleTest {

  private static final List<String> FLOW =
      List.of(
          "--net linear:4-2-1 --header YES --until-log10-loss -12.5 --save-per-decade 2 --quiet"
              .split(" ", -1));

  private static final List<String> FILES =
      List.of("trace.csv", "events.csv", "samples.csv", "result.json");

  @TempDir private Path folder = Path.of("");

  @Test
  void filesAndSentencesAreThoseOfNoLanguage() throws Exception {
    Map<String, String> english = said("en-US");
    assertTrue(english.toString().contains("normalized margin 0."), english::toString);
    assertTrue(english.toString().contains("shape (10,)"), english::toString);
    for (String language : List.of("fa-IR", "ar-EG", "de-DE", "tr-TR")) {
      assertEquals(english, said(language), language);
    }
  }

  /** What a flow, its certificate and a refusal write and say, without what time took. */
  private Map<String, String> said(String language) throws Exception {
    Path run = folder.resolve(language);
    Map<String, String> said = new LinkedHashMap<>();
    List<String> flow = new ArrayList<>(List.of("flow", "--no-figures", "--out", run.toString()));
    flow.addAll(FLOW);
    said.put("flow", java(language, flow).replace(run.toString(), "RUN"));
    for (String file : FILES) {
      said.put(file, Files.readString(run.resolve(file)));
    }
    String weights = run.resolve("final.npz").toString();
    List<String> other = List.of("certify", "--net", "linear:4-3-1", "--params", weights);
    said.put("refusal", java(language, other).replace(weights, "WEIGHTS"));
    said.replaceAll((name, text) -> text.replaceAll("(?m)^ *\"?(wall_seconds|time)\\b.*$", ""));
    return said;
  }

  /** Output and errors of the program on a machine of a language. */
  private String java(String language, List<String> words)
      throws IOException, InterruptedException {
    Locale locale = Locale.forLanguageTag(language);
    String classes =
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", "");
    List<String> command =
        Stream.concat(
                Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Duser.language=" + locale.getLanguage(),
                    "-Duser.country=" + locale.getCountry(),
                    "-XX:TieredStopAtLevel=1",
                    "--add-modules",
                    "jdk.incubator.vector",
                    "-cp",
                    classes,
                    Main.class.getName()),
                words.stream())
            .toList();
    Path output = folder.resolve("output");
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start()
        .waitFor();
    return readText(output);
  }

  private static String readText(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8).replaceAll("\r[^\n]*", "");
  }
}
