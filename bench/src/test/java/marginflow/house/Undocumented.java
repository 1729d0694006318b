package marginflow.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Finds what a source file offers to others without a word about it: public types, and the public
 * methods of public types, except those that override and have their description elsewhere. Parses
 * only; nothing needs to compile.
 */
final class Undocumented extends TreePathScanner<Void, String> {

  private final DocTrees docs;
  private final String file;
  private final List<String> found = new ArrayList<>();

  private Undocumented(DocTrees docs, String file) {
    this.docs = docs;
    this.file = file;
  }

  /**
   * Names what lacks a description.
   *
   * @param file how to call the file in the answer
   * @param source its text
   * @return {@code file: Type.member}, in the order of the source
   */
  static List<String> in(String file, String source) {
    Parsed parsed = Parsed.of(source);
    Undocumented scanner = new Undocumented(DocTrees.instance(parsed.task()), file);
    for (CompilationUnitTree unit : parsed.units()) {
      scanner.scan(unit, "");
    }
    return scanner.found;
  }

  @Override
  public Void visitClass(ClassTree type, String outer) {
    if (!isPublic(type.getModifiers())) {
      return null;
    }
    String name = outer + type.getSimpleName();
    require(name);
    boolean implicitlyPublic = type.getKind() == Tree.Kind.INTERFACE;
    for (Tree member : type.getMembers()) {
      if (member instanceof ClassTree || isOffered(member, implicitlyPublic)) {
        scan(member, name + ".");
      }
    }
    return null;
  }

  @Override
  public Void visitMethod(MethodTree method, String outer) {
    require(outer + method.getName());
    return null;
  }

  private void require(String name) {
    if (docs.getDocComment(getCurrentPath()) == null) {
      found.add(file + ": " + name);
    }
  }

  private static boolean isOffered(Tree member, boolean implicitlyPublic) {
    return member instanceof MethodTree method
        && (implicitlyPublic
            ? !method.getModifiers().getFlags().contains(Modifier.PRIVATE)
            : isPublic(method.getModifiers()))
        && !overrides(method)
        && !method.getName().contentEquals("<init>");
  }

  private static boolean overrides(MethodTree method) {
    return method.getModifiers().getAnnotations().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals("Override"));
  }

  private static boolean isPublic(ModifiersTree modifiers) {
    return modifiers.getFlags().contains(Modifier.PUBLIC);
  }
}
