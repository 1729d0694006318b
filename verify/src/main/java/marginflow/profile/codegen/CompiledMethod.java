package marginflow.profile.codegen;

import java.util.Set;

/**
 * A method as the optimizing compiler left it.
 *
 * @param name {@code package.Class::method}
 * @param inlined the methods whose code it holds, itself among them, named likewise
 * @param code its machine code
 */
record CompiledMethod(String name, Set<String> inlined, byte[] code) {

  /** Copies the set. */
  CompiledMethod {
    inlined = Set.copyOf(inlined);
  }
}
