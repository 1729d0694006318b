package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunFolder;
import marginflow.io.run.RunSettings;
import marginflow.run.CertificateLimit;
import marginflow.run.FlowJob;
import marginflow.run.FlowRun;
import marginflow.run.Interrupt;
import marginflow.run.Progress;
import marginflow.run.ProgressLine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that is told to stop gives up a step that does not end, and loses nothing by it. */
class StoppableModelTest {

  private static final int STEPS = 5;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void runs() throws IOException {
    Files.writeString(folder.resolve("data.csv"), "1,2,1\n-1,0.5,1\n-1,-1,-1\n1,-2,-1\n");
    flow("whole", "40");
  }

  /** Told at its first, third, … evaluation: a run stops within the step that makes it. */
  @Test
  void aStepThatIsGivenUpIsTakenAgain() throws IOException {
    for (int calls = 1; calls < 120; calls += 17) {
      String name = "told" + calls;
      flow(name, String.valueOf(STEPS));
      AtomicInteger left = new AtomicInteger(calls);
      FlowRun.GivenUp given =
          assertThrows(FlowRun.GivenUp.class, () -> resume(name, () -> left.decrementAndGet() < 0));
      assertEquals("the checkpoint of step %d is saved".formatted(STEPS), given.getMessage());
      run("--resume", path(name), "--max-steps", "40");
      for (String file : List.of("final.npz", "events.csv")) {
        assertArrayEquals(
            Files.readAllBytes(folder.resolve("whole").resolve(file)),
            Files.readAllBytes(folder.resolve(name).resolve(file)),
            name + ": " + file);
      }
    }
  }

  /** The patience for a step counts from when the run first notices. */
  @Test
  void aStepMayEndInTime() {
    Interrupt patient = Interrupt.within(() -> true, Long.MAX_VALUE);
    Interrupt hasty = Interrupt.within(() -> true, 0);
    assertTrue(patient.asked() && !patient.overdue() && hasty.overdue());
    assertTrue(!Interrupt.within(() -> false, 0).overdue());
  }

  /** Goes on to the 40th step, with no patience for a step once it is told to stop. */
  private void resume(String name, BooleanSupplier stop) throws IOException {
    try (RunFolder run = RunFolder.open(folder.resolve(name))) {
      Manifest.Identity identity = Manifest.read(run.read(RunFolder.MANIFEST));
      RunSettings.Stops stops =
          new RunSettings.Stops(
              identity.settings().stops().log10Loss(),
              OptionalDouble.empty(),
              40,
              OptionalDouble.empty());
      FlowJob job =
          FlowJob.again(
              new Manifest.Identity(
                  identity.settings().withStops(stops),
                  identity.dataSha256(),
                  identity.theta0Sha256()));
      Progress silent = Progress.on(new PrintWriter(Writer.nullWriter()), true);
      ProgressLine line = new ProgressLine(silent, Optional.empty(), job.settings().stops());
      new FlowRun(job, run, line, 10, Interrupt.within(stop, 0), false, CertificateLimit.NONE)
          .resume();
    }
  }

  private void flow(String name, String steps) {
    run(
        "--data",
        path("data.csv"),
        "--net",
        "relu:2-3-1",
        "--init-scale",
        "0.6",
        "--seed",
        "6",
        "--max-steps",
        steps,
        "--out",
        path(name));
  }

  private void run(String... words) {
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine(List.of(FlowCommand.class))
            .setOut(new PrintWriter(Writer.nullWriter()))
            .setErr(new PrintWriter(err, true))
            .execute(
                Stream.concat(Stream.of("flow", "--quiet", "--no-figures"), Arrays.stream(words))
                    .toArray(String[]::new));
    assertEquals(ExitCode.OK, code, err::toString);
  }

  private String path(String name) {
    return folder.resolve(name).toString();
  }
}
