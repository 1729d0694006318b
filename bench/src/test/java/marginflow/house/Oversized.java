package marginflow.house;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the methods of a source file that are too long to be read at once, and the constructors
 * that take more than a reader can keep apart. Annotations, the heading and the body of a method
 * count, its Javadoc does not. Records are exempt from the second rule: their components have names
 * where they are read.
 */
final class Oversized extends TreePathScanner<Void, String> {

  /** More lines do not stand on one screen. */
  static final int LINES_OF_A_METHOD = 60;

  /** The most things of different kinds that one call passes; past it a value is missing. */
  static final int PARAMETERS_OF_A_CONSTRUCTOR = 7;

  /**
   * What is too large.
   *
   * @param member {@code Type.method}, a constructor being called {@code <init>}
   * @param complaint size and limit
   */
  record Found(String member, String complaint) {}

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Found> found = new ArrayList<>();

  private Oversized(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  /**
   * Names what is too large.
   *
   * @param source the text of the file
   * @return in the order of the source
   */
  static List<Found> in(String source) {
    List<Found> found = new ArrayList<>();
    Parsed parsed = Parsed.of(source);
    for (CompilationUnitTree unit : parsed.units()) {
      SourcePositions positions = Trees.instance(parsed.task()).getSourcePositions();
      Oversized scanner = new Oversized(unit, positions);
      scanner.scan(unit, "");
      found.addAll(scanner.found);
    }
    return found;
  }

  @Override
  public Void visitClass(ClassTree type, String outer) {
    return super.visitClass(type, outer + type.getSimpleName() + ".");
  }

  @Override
  public Void visitMethod(MethodTree method, String outer) {
    String name = outer + method.getName();
    long lines = lines(method);
    if (lines > LINES_OF_A_METHOD) {
      found.add(new Found(name, lines + " lines, at most " + LINES_OF_A_METHOD));
    }
    int parameters = method.getParameters().size();
    if (isConstructorOfAClass(method) && parameters > PARAMETERS_OF_A_CONSTRUCTOR) {
      found.add(
          new Found(name, parameters + " parameters, at most " + PARAMETERS_OF_A_CONSTRUCTOR));
    }
    return super.visitMethod(method, outer);
  }

  private long lines(MethodTree method) {
    LineMap map = unit.getLineMap();
    return map.getLineNumber(positions.getEndPosition(unit, method))
        - map.getLineNumber(positions.getStartPosition(unit, method))
        + 1;
  }

  private boolean isConstructorOfAClass(MethodTree method) {
    return method.getName().contentEquals("<init>")
        && getCurrentPath().getParentPath().getLeaf().getKind() != Tree.Kind.RECORD;
  }
}
