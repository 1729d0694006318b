package marginflow.bench.peer;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
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

    /** A handle for {@code void name(int)}. */
    void setInt(String name, int value) {
      MethodHandle setter =
          Linker.nativeLinker()
              .downcallHandle(
                  symbols.findOrThrow(name), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
      try {
        setter.invokeExact(value);
      } catch (Throwable e) {
        throw failed(name, e);
      }
    }

    /** A handle for {@code cblas_dgemm}; keep it in a static final field. */
    MethodHandle dgemm() {
      ValueLayout.OfInt i = ValueLayout.JAVA_INT;
      ValueLayout.OfDouble x = ValueLayout.JAVA_DOUBLE;
      var p = ValueLayout.ADDRESS;
      return Linker.nativeLinker()
          .downcallHandle(
              symbols.findOrThrow("cblas_dgemm"),
              FunctionDescriptor.ofVoid(i, i, i, i, i, i, x, p, i, p, i, x, p, i),
              Linker.Option.critical(true));
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

  /** Calls a handle made by {@link Library#dgemm}. */
  static void call(
      MethodHandle dgemm, Form form, int r, int s, int k, double[] a, double[] b, double[] c) {
    int lda = form.a == TRANSPOSE ? r : k;
    int ldb = form.b == TRANSPOSE ? k : s;
    try {
      dgemm.invokeExact(
          ROW_MAJOR,
          form.a,
          form.b,
          r,
          s,
          k,
          1.0,
          MemorySegment.ofArray(a),
          lda,
          MemorySegment.ofArray(b),
          ldb,
          0.0,
          MemorySegment.ofArray(c),
          s);
    } catch (Throwable e) {
      throw failed("cblas_dgemm", e);
    }
  }

  // A method handle declares Throwable; nothing is swallowed.
  private static IllegalStateException failed(String name, Throwable cause) {
    return new IllegalStateException("the native function " + name + " failed", cause);
  }
}
