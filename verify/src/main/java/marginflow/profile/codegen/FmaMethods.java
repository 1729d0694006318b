package marginflow.profile.codegen;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.module.ModuleReader;
import java.lang.module.ResolvedModule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import marginflow.kernel.Kernels;

/** Finds the methods of the vector kernels that ask for a fused multiply-add of vectors. */
final class FmaMethods {

  /** The package that holds the hand-written kernels. */
  static final String PACKAGE = "marginflow.kernel.vector";

  private static final String FOLDER = PACKAGE.replace('.', '/') + "/";
  private static final String VECTOR = "jdk/incubator/vector/DoubleVector";

  private FmaMethods() {}

  /**
   * The methods, each as {@code package.Class::method}.
   *
   * @throws IOException if the module's classes cannot be read
   */
  static SortedSet<String> find() throws IOException {
    SortedSet<String> methods = new TreeSet<>();
    try (ModuleReader reader = kernels().reference().open()) {
      for (String name : classes(reader)) {
        try (InputStream in = reader.open(name).orElseThrow()) {
          methods.addAll(methods(ClassFile.of().parse(in.readAllBytes())));
        }
      }
    }
    return methods;
  }

  private static List<String> classes(ModuleReader reader) throws IOException {
    try (var names = reader.list()) {
      return names.filter(n -> n.startsWith(FOLDER) && n.endsWith(".class")).toList();
    }
  }

  private static ResolvedModule kernels() {
    return ModuleLayer.boot()
        .configuration()
        .findModule(String.valueOf(Kernels.class.getModule().getName()))
        .orElseThrow(
            () -> new IllegalStateException("the kernels must run as a named module to be read"));
  }

  private static List<String> methods(ClassModel type) {
    List<String> found = new ArrayList<>();
    for (MethodModel method : type.methods()) {
      if (asksForFma(method)) {
        found.add(
            type.thisClass().asInternalName().replace('/', '.')
                + "::"
                + method.methodName().stringValue());
      }
    }
    return found;
  }

  private static boolean asksForFma(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element ->
            element instanceof InvokeInstruction call
                && call.owner().asInternalName().equals(VECTOR)
                && call.name().equalsString("fma"));
  }
}
