package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import marginflow.io.run.Disk;
import marginflow.io.run.FaultyDisk;
import marginflow.io.run.FaultyDisk.Fault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Run folders whose files somebody or something damaged: never a bug, and never a run that is lost.
 */
class DamagedFolderTest {

  private static final List<UnaryOperator<byte[]>> DAMAGES =
      List.of(
          content -> new byte[0],
          content -> Arrays.copyOf(content, content.length / 2),
          content -> new byte[content.length],
          DamagedFolderTest::scattered,
          content -> "[]\n".getBytes(StandardCharsets.US_ASCII));

  @TempDir private Path folder = Path.of("");

  private final StringWriter err = new StringWriter();

  private static byte[] scattered(byte[] content) {
    byte[] damaged = content.clone();
    Random random = new Random(1);
    for (int k = 0; k < 8; k++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  @BeforeEach
  void runHalf() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    String[] run = {
      "flow",
      "--quiet",
      "--data",
      folder.resolve("data.csv").toString(),
      "--net",
      "relu:2-3-1",
      "--max-steps",
      "40",
      "--checkpoint-every",
      "0",
      "--save-per-decade",
      "2",
      "--audit",
      "--out",
      folder.resolve("half").toString()
    };
    assertEquals(ExitCode.OK, run(run), err::toString);
  }

  @Test
  void whateverIsDamagedIsNoBugAndTheRunGoesOn() throws IOException {
    run("flow", "--quiet", "--resume", copy("half", "whole").toString(), "--max-steps", "60");
    byte[] end = Files.readAllBytes(folder.resolve("whole/final.npz"));
    for (String file : files()) {
      for (int k = 0; k < DAMAGES.size(); k++) {
        Path path = copy("half", "run").resolve(file);
        String what = file + ", damage " + k;
        Files.write(path, DAMAGES.get(k).apply(Files.readAllBytes(path)));
        assertNotEquals(ExitCode.INTERNAL, run("plot", folder.resolve("run").toString()), what);
        int code =
            run(
                "flow",
                "--quiet",
                "--no-figures",
                "--resume",
                folder.resolve("run").toString(),
                "--max-steps",
                "60");
        boolean refused = file.equals("manifest.json") && code == ExitCode.BAD_DATA;
        assertTrue(refused || code == ExitCode.OK, () -> what + "\n" + err);
        if (!refused) {
          assertArrayEquals(end, Files.readAllBytes(folder.resolve("run/final.npz")), what);
        }
      }
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> there = Files.list(folder.resolve("half"))) {
      return there
          .filter(Files::isRegularFile)
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> !name.endsWith(".html"))
          .toList();
    }
  }

  private Path copy(String from, String to) throws IOException {
    Path target = Files.createDirectories(folder.resolve(to));
    for (String file : files()) {
      Files.copy(
          folder.resolve(from).resolve(file),
          target.resolve(file),
          StandardCopyOption.REPLACE_EXISTING);
    }
    assertTrue(Files.exists(target.resolve("checkpoint-before.npz")));
    return target;
  }

  private int run(String... words) throws IOException {
    int[] code = {-1};
    Disk sound = new FaultyDisk(folder, -1, Fault.FAIL);
    ScopedValue.where(Disk.LAYER, sound)
        .run(() ->
            code[0] =
                Main.commandLine(List.of(FlowCommand.class, PlotCommand.class))
                    .setOut(new PrintWriter(new StringWriter()))
                    .setErr(new PrintWriter(err, true))
                    .execute(words));
    return code[0];
  }
}
