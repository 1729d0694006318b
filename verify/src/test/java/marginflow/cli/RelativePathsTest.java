package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose files were named from one folder goes on when it is resumed from another. */
class RelativePathsTest {

  private static final double[] SAMPLES = {2, 1, 1, 2, -2, -1, -1, -2};
  private static final double[] LABELS = {1, 1, -1, -1};

  @TempDir private Path folder = Path.of("");

  @Test
  void dataLabelsAndStartAreFoundFromAnotherFolder() throws Exception {
    array("X.npy", "(4, 2)", SAMPLES);
    array("labels.npy", "(4,)", LABELS);
    String[] data = {"--data", relative("X.npy"), "--label", relative("labels.npy")};
    String[] first = {"flow", "--quiet", "--no-figures", "--net", "relu:2-2-1", "--max-steps", "2"};
    assertEquals(
        ExitCode.OK, run(first, data, "--out", relative("start"), "--save", relative("start.npz")));
    assertEquals(
        ExitCode.OK, run(first, data, "--out", relative("run"), "--theta0", relative("start.npz")));
    assertEquals(
        ExitCode.OK,
        elsewhere("flow", "--quiet", "--no-figures", "--max-steps", "5", "--resume", "../run"));
    assertEquals(ExitCode.OK, elsewhere("plot", "../run"));
  }

  private static int run(String[] words, String[] more, String... last) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of(more));
    all.addAll(List.of(last));
    return Main.commandLine().execute(all.toArray(String[]::new));
  }

  private int elsewhere(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(
        System.getProperty("jdk.module.path", "")
            + File.pathSeparator
            + System.getProperty("java.class.path", ""));
    command.add(Main.class.getName());
    command.addAll(List.of(words));
    return new ProcessBuilder(command)
        .directory(Files.createDirectories(folder.resolve("elsewhere")).toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  private String relative(String name) {
    return Path.of("").toAbsolutePath().relativize(folder.resolve(name)).toString();
  }

  /** Writes numbers as NumPy's {@code save} does. */
  private void array(String name, String shape, double[] values) throws IOException {
    String header =
        "{'descr': '<f8', 'fortran_order': False, 'shape': "
            + shape
            + ", }"
            + " ".repeat(40)
            + "\n";
    ByteBuffer bytes =
        ByteBuffer.allocate(10 + header.length() + Double.BYTES * values.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.put((byte) 0x93).put("NUMPY\1\0".getBytes(StandardCharsets.ISO_8859_1));
    bytes.putShort((short) header.length());
    bytes.put(header.getBytes(StandardCharsets.ISO_8859_1));
    for (double value : values) {
      bytes.putDouble(value);
    }
    Files.write(folder.resolve(name), bytes.array());
  }
}
