package marginflow.sweep;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescriptionTest {

  private static final String YAML =
      """
      schema: marginflow.sweep/2
      data: [example:iris.csv, {random: {n: 4..5, d: [2, 3], seed: 1..2}}]
      net: ["relu:auto-{width}-1", "linear:auto-3-1"]
      width: [2, 3, 2.0]
      init: {scale: {from: 1e-3, to: 1e-1, count: 3, spacing: log}}
      loss: [exp, logistic]
      seed: [1..2, 2, 7]
      until: {log10_loss: -1e3}
      keep: [row, weights]
      where: {seed: [1]}
      """;

  @Test
  void cellsAreTheProductOfWhatANetworkHasAPlaceFor() {
    Grid grid = grid(YAML);
    int data = 1 + 2 * 2 * 2;
    assertEquals(data * (2 + 1) * 3 * 2 * 3, grid.size());
    Cell first = grid.cell(0);
    assertEquals("relu:4-2-1", first.value(Axis.NET));
    assertEquals("0.001", first.value(Axis.SCALE));
    assertEquals("-1000.0", first.value(Axis.HORIZON));
    assertEquals("7", grid.cell(2).value(Axis.SEED), "seeds are innermost, each once");
    Cell last = grid.cell(grid.size() - 1);
    assertEquals("linear:3-3-1", last.value(Axis.NET));
    assertEquals("random:n=5,d=3,labels=random,seed=2", last.value(Axis.DATA));
    assertTrue(grid.description().keep().has(Keep.What.WEIGHTS, first));
    assertTrue(!grid.description().keep().has(Keep.What.WEIGHTS, last));
  }

  @Test
  void whatIsKeptInTheFolderDescribesTheSameCells() {
    Grid grid = grid(YAML);
    String written = Json.text(grid.description().document());
    assertEquals(grid.hash(), grid(written).hash());
    assertEquals(grid.hash(), grid(written.replace("  ", "\t")).hash(), "JSON may have tabs");
    assertEquals(written, Json.text(grid(written).description().document()));
  }

  @Test
  void zipsGoTogetherAndCasesOneAfterTheOther() {
    Grid grid =
        grid(
            """
            net: "relu:auto-{layers}-1"
            width: [2, 3]
            depth: [1, 2]
            init: {scale: [0.1, 0.2]}
            zip: [width, init.scale]
            cases: [{seed: 1}, {seed: 1..2, depth: 3}]
            """);
    List<String> nets =
        IntStream.range(0, grid.size()).mapToObj(k -> grid.cell(k).value(Axis.NET)).toList();
    assertEquals(
        List.of(
            "relu:4-2-1",
            "relu:4-2-2-1",
            "relu:4-3-1",
            "relu:4-3-3-1",
            "relu:4-2-2-2-1",
            "relu:4-2-2-2-1",
            "relu:4-3-3-3-1",
            "relu:4-3-3-3-1"),
        nets);
    assertEquals("0.2", grid.cell(2).value(Axis.SCALE));
  }

  @Test
  void theHashIsOfContentAndOfSettingsHoweverTheyAreWritten() throws IOException {
    String net = "net: relu:4-3-1\n";
    assertEquals(
        grid(net).cell(0).hash(), grid("net: relu:auto-{width}-1\nwidth: 3").cell(0).hash());
    assertEquals(grid(net).cell(0).hash(), grid(net + "tolerance: 0.000001").cell(0).hash());
    String other = grid(net + "tolerance: 1e-7").cell(0).hash();
    assertTrue(!other.equals(grid(net).cell(0).hash()));
    Path folder = Files.createTempDirectory("data");
    List<String> hashes = new ArrayList<>();
    for (String name : List.of("a.csv", "b.csv")) {
      Path file = Files.writeString(folder.resolve(name), "1,2,1\n-1,0.5,-1\n");
      hashes.add(grid("data: " + file + "\nnet: relu:2-3-1").cell(0).hash());
    }
    assertEquals(hashes.getFirst(), hashes.getLast(), "the name of a file is not its content");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          width: [2, x]\\nnet: relu:auto-{width}-1 | line 1, column 12: expected a whole number
          loss: [exp,\\n  lag] | line 2, column 3: expected one of exp, logistic, found lag
          net: a\\nwidht: 3 | line 2, column 1: expected one of
          net: a\\nnet: b | line 2, column 1: expected every name once
          until: {log10: 3} | line 1, column 9: expected one of log10_loss
          until: {log10_loss: 3} | line 1, column 21: expected a negative number
          net: relu:auto-{width}-1 | {width} in net: expected its values in width
          net: relu:auto-2-1\\nwidth: 3 | line 2, column 1
          seed: 3..1 | line 1, column 7
          seed: [1..3\\n | line 2, column 1
          data: {random: {n: 3, d: 2}} | line 1, column 16: expected a member seed
          data: {file: example:iris.csv, sha256: ab} | line 1, column 40: expected a file of SHA-256
          tolerance: 2 | line 1, column 12: expected a number from 1.0E-14 to below 1, found 2
          seed: [1, 2]\\ninit: {scale: [1, 2, 3]}\\nzip: [seed, init.scale] | expected as many values
          seed: 1..10000000000 | line 1, column 1: expected expected at most
          schema: marginflow.sweep/1 | line 1, column 9: expected marginflow.sweep/2
          """)
  void whatIsWrongIsSaidWithItsPlace(String yaml, String expected) {
    String text = yaml.replace("\\n", "\n");
    String message = assertThrows(BadDataException.class, () -> grid(text)).getMessage();
    assertTrue(message.startsWith("test.yaml"), message);
    assertTrue(message.contains(expected), message);
  }

  @Test
  void everyShareRunsItsOwnCellsAndAllAreRun() {
    Grid grid = grid("seed: 1..37");
    int[] all =
        IntStream.rangeClosed(1, 5)
            .flatMap(k -> IntStream.of(grid.scattered(new Shard(k, 5))))
            .sorted()
            .toArray();
    assertArrayEquals(IntStream.range(0, 37).toArray(), all);
  }

  @Test
  void batchSystemsSayTheShare() {
    assertEquals(
        new Shard(3, 4),
        Shard.from(
                Map.of(
                    "SLURM_ARRAY_TASK_ID", "14",
                    "SLURM_ARRAY_TASK_MIN", "10",
                    "SLURM_ARRAY_TASK_STEP", "2",
                    "SLURM_ARRAY_TASK_COUNT", "4"),
                Optional.empty())
            .orElseThrow());
    assertEquals(
        new Shard(1, 8),
        Shard.from(Map.of("JOB_COMPLETION_INDEX", "0"), Optional.of(8)).orElseThrow());
    assertEquals(
        new Shard(8, 8), Shard.from(Map.of("PBS_ARRAY_INDEX", "8"), Optional.of(8)).orElseThrow());
    assertThrows(
        IllegalArgumentException.class,
        () -> Shard.from(Map.of("JOB_COMPLETION_INDEX", "0"), Optional.empty()));
    assertThrows(IllegalArgumentException.class, () -> Shard.parse("5/4"));
  }

  @Test
  void theSchemaOfTheDocumentationIsThatOfTheProgram() throws IOException {
    Path file = Path.of(System.getProperty("marginflow.home", ".."), "docs/sweep.schema.json");
    assertEquals(Json.text(Schema.document()), Files.readString(file), "./marginflow sweep schema");
  }

  private static Grid grid(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new Grid(DescriptionReader.read(InputFile.of("test.yaml", "test.yaml", bytes)));
  }
}
