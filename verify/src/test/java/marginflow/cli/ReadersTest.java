package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import marginflow.io.BadDataException;
import marginflow.io.Json;
import marginflow.io.run.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files that are like sound ones, but are not: a reader reads or refuses each of them, soon. A
 * minute of it is a part of every build; {@code mvn -Pfuzz test -pl verify -am} takes an hour, with
 * a seed of its own. An input that a reader fails on is written to the folder of kept inputs, which
 * every build replays.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadersTest {

  /** Minutes for all readers together. */
  private static final double MINUTES =
      Double.parseDouble(System.getProperty("marginflow.fuzz.minutes", "1"));

  /** Where the inputs come from; the same seed makes the same ones. */
  private static final long SEED = Long.getLong("marginflow.fuzz.seed", 1);

  /** Inputs that a reader once failed on: KIND-anything. */
  private static final Path KEPT =
      Path.of(System.getProperty("marginflow.home", ".."))
          .resolve("verify/src/test/resources/marginflow/cli/inputs");

  private static final Path DATA = KEPT.resolveSibling("../io/data");

  private final Path folder;

  private final Map<FuzzTarget, List<byte[]>> seeds = new EnumMap<>(FuzzTarget.class);

  ReadersTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  void soundFiles() throws IOException {
    for (FuzzTarget target : FuzzTarget.values()) {
      seeds.put(target, new ArrayList<>());
    }
    add(FuzzTarget.DATA, DATA);
    Path run = run();
    for (FuzzTarget target : FuzzTarget.values()) {
      Path file = run.resolve(target.file());
      if (Files.exists(file)) {
        seeds(target).add(Files.readAllBytes(file));
      }
    }
    for (String saved : List.of("weights.safetensors", "weights.npz", "run/final.npz")) {
      byte[] weights = Files.readAllBytes(folder.resolve(saved));
      seeds(FuzzTarget.WEIGHTS).add(weights);
      seeds(FuzzTarget.DATA).add(weights);
    }
    byte[] images = {0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, -1, 7, 9};
    byte[] labels = {0, 0, 8, 1, 0, 0, 0, 2, 0, 1};
    Files.write(folder.resolve(FuzzTarget.IMAGES.file()), images);
    Files.write(folder.resolve(FuzzTarget.LABELS.file()), labels);
    seeds(FuzzTarget.IMAGES).add(images);
    seeds(FuzzTarget.LABELS).add(labels);
    for (String text :
        List.of(
            "data: example:iris.csv\nnet: relu:auto-{width}-1\nwidth: [2, 10]\nseed: 1..4\n",
            "zip: [width, seed]\nnet: 'relu:auto-{width}-1'\nwidth: [2, 3]\nseed: [1, 2]\n",
            "cases:\n  - {net: linear:auto-2-1, until: {log10_loss: -10}}\nkeep: [weights]\n",
            "{\"schema\": \"marginflow.sweep/2\", \"net\": \"linear:auto-2-1\", \"loss\":"
                + " [\"exp\"]}",
            "init: {kind: gaussian, scale: [1e-3, 0.1]}\ntolerance: 1e-8\naudit: true\n")) {
      seeds(FuzzTarget.DESCRIPTION).add(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private List<byte[]> seeds(FuzzTarget target) {
    return seeds.getOrDefault(target, List.of());
  }

  private void add(FuzzTarget target, Path there) throws IOException {
    try (Stream<Path> files = Files.list(there)) {
      for (Path file : new TreeSet<>(files.toList())) {
        seeds(target).add(Files.readAllBytes(file));
      }
    }
  }

  /** The files of a run, and its weights in the forms they are saved in. */
  private Path run() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    for (String form : List.of("npz", "safetensors")) {
      StringWriter err = new StringWriter();
      String words =
          "flow --quiet --no-figures --overwrite --audit --net relu:2-3-1 --init-scale 0.6 --seed 6"
              + " --max-steps 20 --save-per-decade 2";
      List<String> all = new ArrayList<>(List.of(words.split(" ", -1)));
      all.addAll(List.of("--data", folder.resolve("data.csv").toString()));
      all.addAll(List.of("--save", folder.resolve("weights." + form).toString()));
      all.addAll(List.of("--out", folder.resolve("run").toString()));
      int code =
          Main.commandLine()
              .setOut(new PrintWriter(new StringWriter()))
              .setErr(new PrintWriter(err, true))
              .execute(all.toArray(String[]::new));
      assertEquals(ExitCode.OK, code, err::toString);
    }
    return folder.resolve("run");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsSoundIsRead(FuzzTarget target) throws IOException {
    assertTrue(!seeds(target).isEmpty());
    for (byte[] seed : seeds(target)) {
      read(target, seed, "sound");
    }
  }

  @Test
  void whatAReaderOnceFailedOnIsReadOrRefused() throws IOException {
    int kept = 0;
    try (Stream<Path> files = Files.list(KEPT)) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName());
        if (!name.equals("README.md")) {
          read(
              FuzzTarget.valueOf(name.substring(0, name.indexOf('-'))),
              Files.readAllBytes(file),
              "kept");
          kept++;
        }
      }
    }
    assertTrue(kept > 0);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsLikeASoundFileIsReadOrRefused(FuzzTarget target) throws IOException {
    long end =
        System.nanoTime()
            + (long) (MINUTES * TimeUnit.MINUTES.toNanos(1) / FuzzTarget.values().length);
    SplittableRandom random = new SplittableRandom(SEED ^ target.name().hashCode());
    Mutation mutation = new Mutation(random);
    List<byte[]> sound = seeds(target);
    long count = 0;
    while (System.nanoTime() - end < 0) {
      byte[] input = target == FuzzTarget.MANIFEST ? sealed(mutation) : mutation.of(sound);
      read(target, input, "seed%d-input%d".formatted(SEED, count));
      count++;
    }
    System.out.printf("fuzz: %s, seed %d: %d inputs%n", target, SEED, count);
    assertTrue(count > 0);
  }

  /** A manifest with changed settings, under a seal that fits wherever it is JSON still. */
  private byte[] sealed(Mutation mutation) {
    byte[] seed = seeds(FuzzTarget.MANIFEST).getFirst();
    ObjectNode manifest = (ObjectNode) Json.read("manifest", seed);
    manifest.remove("seal");
    byte[] text = Json.text(manifest).getBytes(StandardCharsets.UTF_8);
    byte[] changed = mutation.changed(text, text);
    try {
      return Json.read("manifest", changed) instanceof ObjectNode node
          ? Manifest.toBytes(node)
          : changed;
    } catch (BadDataException noJson) {
      return changed;
    }
  }

  /** Reads an input; one that the reader fails on is kept. */
  private void read(FuzzTarget target, byte[] input, String origin) throws IOException {
    Path file = folder.resolve(target.file());
    Files.write(file, input);
    try {
      target.read(file);
    } catch (AssertionError failed) {
      Path kept = KEPT.resolve(target.name() + "-" + origin);
      Files.write(kept, input);
      throw new AssertionError(failed.getMessage() + "; the input is kept in " + kept, failed);
    } finally {
      if (target == FuzzTarget.IMAGES || target == FuzzTarget.LABELS) {
        Files.write(file, seeds(target).getFirst()); // the other one of the pair needs a sound one
      }
    }
  }
}
