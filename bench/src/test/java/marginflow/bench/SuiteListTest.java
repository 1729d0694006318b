package marginflow.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import marginflow.bench.flow.FlowSuite;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SuiteListTest {

  private static final String EXAMPLE = "  ./marginflow bench ";

  @Test
  void theListSaysWhatCanBeAskedFor() {
    JsonNode suites = JsonMapper.shared().readTree(SuiteList.document()).get("suites");
    assertEquals(
        SuiteList.names(), suites.valueStream().map(s -> s.get("name").asString("")).toList());
    String text = SuiteList.text();
    for (JsonNode suite : suites) {
      assertTrue(text.contains(suite.get("description").asString("")), text);
      for (JsonNode shape : suite.get("shapes")) {
        assertTrue(text.contains(shape.asString("")), text);
      }
    }
    assertTrue(text.contains("'read 1536'"), "quoted as it is typed");
  }

  @Test
  void theShellOffersTheSuitesThereAre() throws IOException, InterruptedException {
    String offered =
        program("completion").stream()
            .filter(line -> line.contains("\"compare\""))
            .findFirst()
            .orElse("");
    for (String name : SuiteList.names()) {
      assertTrue(offered.contains("\"" + name + "\""), name + " in " + offered);
    }
    assertEquals(SuiteList.names().size() + 3, offered.split(" \"", -1).length, offered);
  }

  /**
   * The examples of the help name what there is. They are not run here: each takes a minute or
   * more, `all` hours, and {@link SuitesTest} runs what they measure.
   */
  @Test
  void theExamplesNameWhatThereIs() throws IOException, InterruptedException {
    List<String> examples =
        program("bench", "--help").stream().filter(line -> line.startsWith(EXAMPLE)).toList();
    assertTrue(examples.size() > 5, examples::toString);
    for (String example : examples) {
      List<String> words = List.of(example.substring(EXAMPLE.length()).split(" "));
      String first = words.getFirst();
      assertTrue(
          List.of("list", "all", "compare").contains(first) || SuiteList.names().contains(first),
          example);
      int shape = words.indexOf("--shape");
      assertTrue(shape < 0 || FlowSuite.names().contains(words.get(shape + 1)), example);
    }
  }

  private static List<String> program(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add("marginflow.cli.Main");
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    List<String> lines = process.inputReader(StandardCharsets.UTF_8).lines().toList();
    assertEquals(0, process.waitFor());
    return lines;
  }
}
