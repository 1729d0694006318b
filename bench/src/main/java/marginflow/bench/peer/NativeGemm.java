package marginflow.bench.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.bytedeco.javacpp.Loader;

/**
 * {@code cblas_dgemm} of a native library, called on heap arrays without a copy. JavaCPP unpacks
 * and loads the library; the call itself goes through the foreign-function interface, which passes
 * heap segments to a critical function in about ten nanoseconds.
 */
final class NativeGemm {

  private static final int ROW_MAJOR = 101;
  private static final int NO_TRANSPOSE = 111;
  private static final int TRANSPOSE = 112;

  private NativeGemm() {}

  /** A loaded library; the JVM that calls it is started with native access enabled. */
  @SuppressWarnings("restricted")
  record Library(SymbolLookup symbols) {

    /** Lets JavaCPP load what {@code preset} stands for and opens the file beside it. */
    static Library load(Class<?> preset, String file) {
      Path loaded = Path.of(Loader.load(preset));
      return new Library(SymbolLookup.libraryLookup(loaded.resolveSibling(file), Arena.global()));
    }

    /** Calls {@code void name(int)}. */
    void setInt(String name, int value) {
      MethodHandle setter =
          Linker.nativeLinker()
              .downcallHandle(
                  symbols.findOrThrow(name), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
      MethodHandleProxies.asInterfaceInstance(IntConsumer.class, setter).accept(value);
    }

    /** {@code cblas_dgemm}; keep it in a static final field, so that the compiler sees through. */
    Dgemm dgemm() {
      ValueLayout.OfInt i = ValueLayout.JAVA_INT;
      ValueLayout.OfDouble x = ValueLayout.JAVA_DOUBLE;
      var p = ValueLayout.ADDRESS;
      MethodHandle handle =
          Linker.nativeLinker()
              .downcallHandle(
                  symbols.findOrThrow("cblas_dgemm"),
                  FunctionDescriptor.ofVoid(i, i, i, i, i, i, x, p, i, p, i, x, p, i),
                  Linker.Option.critical(true));
      return MethodHandleProxies.asInterfaceInstance(Dgemm.class, handle);
    }
  }

  /** How the operands lie. */
  enum Form {
    ABT(NO_TRANSPOSE, TRANSPOSE),
    AB(NO_TRANSPOSE, NO_TRANSPOSE),
    ATB(TRANSPOSE, NO_TRANSPOSE);

    final int a;
    final int b;

    Form(int a, int b) {
      this.a = a;
      this.b = b;
    }
  }

  /** {@code cblas_dgemm}, which throws nothing, as an interface that declares nothing. */
  @FunctionalInterface
  public interface Dgemm {

    /** {@code C = α op(A) op(B) + β C}, as the C interface to BLAS has it. */
    void call(
        int order,
        int transA,
        int transB,
        int r,
        int s,
        int k,
        double alpha,
        MemorySegment a,
        int lda,
        MemorySegment b,
        int ldb,
        double beta,
        MemorySegment c,
        int ldc);
  }

  /** Calls what {@link Library#dgemm} made, on heap arrays. */
  static void call(
      Dgemm dgemm, Form form, int r, int s, int k, double[] a, double[] b, double[] c) {
    dgemm.call(
        ROW_MAJOR,
        form.a,
        form.b,
        r,
        s,
        k,
        1,
        MemorySegment.ofArray(a),
        form.a == TRANSPOSE ? r : k,
        MemorySegment.ofArray(b),
        form.b == TRANSPOSE ? k : s,
        0,
        MemorySegment.ofArray(c),
        s);
  }
}
