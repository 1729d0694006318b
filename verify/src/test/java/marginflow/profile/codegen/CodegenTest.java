package marginflow.profile.codegen;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import jdk.incubator.vector.DoubleVector;
import org.junit.jupiter.api.Test;

class CodegenTest {

  /** {@code vfmadd231pd zmm1, zmm2, zmm0}. */
  private static final String FMA_512 = "62f2ed48b8c8";

  /** {@code vfmadd231pd ymm1, ymm2, ymm0}. */
  private static final String FMA_256 = "c4e2edb8c8";

  /** {@code vfmadd231sd xmm1, xmm2, xmm0}: a scalar one. */
  private static final String FMA_SCALAR = "c4e2e9b9c8";

  /** {@code jl} over 18 bytes back from its end: its own 6 and 12 before it. */
  private static final String JUMP_BACK_18 = "0f8ceeffffff";

  @Test
  void countsTheMultiplyAddsABackwardJumpLeadsOver() {
    assertEquals(new FmaScan.Loop(2, 12), scan(FMA_512 + FMA_512 + FMA_512 + JUMP_BACK_18, 512));
  }

  @Test
  void anotherWidthDoesNotCount() {
    assertEquals(0, scan(FMA_512 + FMA_512 + FMA_512 + JUMP_BACK_18, 256).fmas());
    assertEquals(2, scan(FMA_256 + FMA_256 + "9090" + JUMP_BACK_18, 256).fmas());
  }

  @Test
  void neitherDoScalarOnesNorThoseOutsideALoop() {
    assertEquals(0, scan(FMA_SCALAR + FMA_SCALAR + "9090" + JUMP_BACK_18, 256).fmas());
    assertEquals(0, scan(FMA_512 + FMA_512 + FMA_512, 512).fmas());
  }

  @Test
  void readsWhatTheVirtualMachinePrints() {
    PrintedCode printed = new PrintedCode();
    """
    ============================= C2-compiled nmethod ==============================
    Compiled method (c2) 1318  317 %     4       marginflow.a.B::run @ 57 (240 bytes)
     total in heap  [0x00007f805444e688,0x00007f8054451f40] = 14520
    [MachCode]
      # {method} {0x00007f802c400960} 'run' '(D)D' in 'marginflow/a/B'
      0x00007f805beebd20: 62f2 ed48 | b8c8
                          ; - marginflow.a.C::inlined@4 (line 59)
      0x00007f805beebd26: 62f2 ed48 | b8c8 | 0f8c eeff | ffff
    [/MachCode]
    Compiled method (c1) 649  311 %     3       marginflow.a.D::run @ 57 (240 bytes)
    [MachCode]
      0x00007f805beebd20: 62f2 ed48 | b8c8
    [/MachCode]
    """
        .lines()
        .forEach(printed::line);
    assertEquals(1, printed.methods().size());
    CompiledMethod method = printed.methods().getFirst();
    assertEquals("marginflow.a.B::run", method.name());
    assertTrue(method.inlined().contains("marginflow.a.C::inlined"));
    assertEquals(18, method.code().length);
  }

  @Test
  void aKernelWithoutItsLoopOrNeverCompiledFails() {
    byte[] code = HexFormat.of().parseHex(FMA_512 + FMA_512 + "0f8ceeffffff");
    List<CompiledMethod> compiled =
        List.of(new CompiledMethod("x.K::run", Set.of("x.K::run", "x.K::part"), code));
    assertTrue(Codegen.judge("x.K::part", compiled, 512).holds());
    assertFalse(Codegen.judge("x.K::part", compiled, 256).holds());
    assertFalse(Codegen.judge("x.K::other", compiled, 512).holds());
  }

  /**
   * At 256 bits some runs leave {@code FewInputsSums::finish} uncompiled, four times the exercise
   * too; of all others the machine code is judged.
   */
  @Test
  void theKernelsHoldTheirMultiplyAddsOnThisMachine() throws IOException {
    if (!Codegen.isAvailable()) {
      return;
    }
    int bits = DoubleVector.SPECIES_PREFERRED.vectorBitSize();
    List<Codegen.Finding> findings = Codegen.judge(bits);
    assertFalse(findings.isEmpty());
    assertAll(
        findings.stream()
            .filter(f ->
                bits == 512
                    || f.compiledIn().isPresent()
                    || !f.method().equals("FewInputsSums::finish"))
            .map(f -> () -> assertTrue(f.holds(), f::toString)));
  }

  private static FmaScan.Loop scan(String hex, int bits) {
    return FmaScan.densestLoop(HexFormat.of().parseHex(hex), bits);
  }
}
