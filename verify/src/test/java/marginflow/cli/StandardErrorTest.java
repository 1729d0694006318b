package marginflow.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A program whose standard error was put aside while the virtual machine began. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class StandardErrorTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void whatTheProgramSaysGoesToTheStandardErrorThatWasPutAside() throws Exception {
    Path before = folder.resolve("before");
    Path real = folder.resolve("real");
    Process process =
        new ProcessBuilder(
                "sh",
                "-c",
                "exec 9>&2 2>\"$1\"; shift; exec \"$@\"",
                "sh",
                before.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "-Dmarginflow.stderr=9",
                "-cp",
                System.getProperty("jdk.module.path", "")
                    + File.pathSeparator
                    + System.getProperty("java.class.path", ""),
                Main.class.getName(),
                "no-such-command")
            .redirectError(real.toFile())
            .start();
    assertEquals(ExitCode.USAGE, process.waitFor());
    assertTrue(Files.readString(before).startsWith("WARNING: Using incubator modules"));
    assertEquals(1, Files.readAllLines(before).size());
    assertTrue(Files.readString(real).startsWith("marginflow: Unmatched argument"));
  }
}
