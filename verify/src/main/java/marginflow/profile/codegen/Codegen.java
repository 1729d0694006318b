package marginflow.profile.codegen;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import marginflow.crosscheck.ChildJvm;

/** Judges the machine code of every vector kernel. */
public final class Codegen {

  private Codegen() {}

  /**
   * What became of one method.
   *
   * @param method {@code Class::method} of the vector kernels
   * @param compiledIn the method whose machine code holds the loop, itself or one that inlined it;
   *     empty if it was never compiled
   * @param fmas packed fused multiply-adds of the width in its densest loop
   * @param bytes length of that loop
   */
  public record Finding(String method, Optional<String> compiledIn, int fmas, int bytes) {

    /** Whether the loop is there. */
    public boolean holds() {
      return fmas > 0;
    }
  }

  /** Whether the machine code of this processor can be judged. */
  public static boolean isAvailable() {
    return List.of("amd64", "x86_64").contains(System.getProperty("os.arch"));
  }

  /**
   * Exercises the kernels in a JVM of their own and reads what it compiled. Of the two tiles of
   * products, one is for 512 bits and one for fewer.
   *
   * @param bits width of vectors: 128, 256 or 512; the JVM is held to it
   * @return a finding per method, by name
   * @throws IOException if the JVM cannot be started or fails
   */
  public static List<Finding> judge(int bits) throws IOException {
    PrintedCode printed = new PrintedCode();
    List<String> options =
        List.of(
            "-Xbatch",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:CompileCommand=quiet",
            "-XX:CompileCommand=print," + FmaMethods.PACKAGE + ".*::*",
            "-Dmarginflow.lanes.bits=" + bits);
    List<String> last = new ArrayList<>(List.of(""));
    int code =
        ChildJvm.of(KernelExercise.class, options, List.of())
            .run(line -> {
              printed.line(line);
              if (line.equals(KernelExercise.END)) {
                last.set(0, line);
              }
            });
    if (code != 0 || last.getFirst().isEmpty()) {
      throw new IOException("the JVM that exercised the kernels ended with exit code " + code);
    }
    String tile = bits == 512 ? ".SixRowTile::rows6" : ".ProductTile::rows12";
    String unused = FmaMethods.PACKAGE + tile;
    return FmaMethods.find().stream()
        .filter(method -> !method.equals(unused))
        .map(method -> judge(method, printed.methods(), bits))
        .toList();
  }

  /**
   * The best loop among the method's own machine code and, failing that, of those that inlined it.
   */
  static Finding judge(String method, List<CompiledMethod> compiled, int bits) {
    Comparator<Finding> density =
        Comparator.comparingDouble(f -> (double) f.fmas() / Math.max(1, f.bytes()));
    String shown = method.substring(method.lastIndexOf('.') + 1);
    return compiled.stream()
        .filter(unit -> unit.inlined().contains(method))
        .map(unit -> {
          FmaScan.Loop loop = FmaScan.densestLoop(unit.code(), bits);
          return new Finding(shown, Optional.of(unit.name()), loop.fmas(), loop.bytes());
        })
        .max(density)
        .orElse(new Finding(shown, Optional.empty(), 0, 0));
  }
}
