package marginflow.house;

import com.sun.source.tree.ArrayAccessTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Sums of products of array elements that a loop adds up in one variable. The order of such a sum
 * is the language's, so that no compiler turns it into vectors: over samples, parameters or support
 * rows it takes 8 to 30 times what a fixed order of several chains does.
 */
final class Reductions extends TreeScanner<Void, Boolean> {

  private final Set<String> found = new TreeSet<>();

  private Reductions() {}

  /** The variables that loops of a source add products up in. */
  static Set<String> in(String source) {
    Reductions reductions = new Reductions();
    for (CompilationUnitTree unit : Parsed.of(source).units()) {
      reductions.scan(unit, false);
    }
    return reductions.found;
  }

  @Override
  public Void visitForLoop(ForLoopTree loop, Boolean inside) {
    return super.visitForLoop(loop, true);
  }

  @Override
  public Void visitCompoundAssignment(CompoundAssignmentTree tree, Boolean inside) {
    boolean adds =
        tree.getKind() == Tree.Kind.PLUS_ASSIGNMENT || tree.getKind() == Tree.Kind.MINUS_ASSIGNMENT;
    if (inside && adds && tree.getVariable() instanceof IdentifierTree sum) {
      note(sum, hasProduct(tree.getExpression()));
    }
    return super.visitCompoundAssignment(tree, inside);
  }

  @Override
  public Void visitAssignment(AssignmentTree tree, Boolean inside) {
    if (inside
        && tree.getVariable() instanceof IdentifierTree sum
        && tree.getExpression() instanceof MethodInvocationTree call
        && call.getMethodSelect().toString().equals("Math.fma")) {
      List<? extends ExpressionTree> factors = call.getArguments();
      note(
          sum,
          factors.get(2).toString().equals(sum.toString())
              && hasElement(factors.get(0))
              && hasElement(factors.get(1)));
    }
    return super.visitAssignment(tree, inside);
  }

  private void note(IdentifierTree sum, boolean reduction) {
    if (reduction) {
      found.add(sum.toString());
    }
  }

  private static boolean hasProduct(Tree expression) {
    boolean[] any = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitBinary(BinaryTree tree, Void nothing) {
        any[0] |=
            tree.getKind() == Tree.Kind.MULTIPLY
                && hasElement(tree.getLeftOperand())
                && hasElement(tree.getRightOperand());
        return super.visitBinary(tree, null);
      }
    }.scan(expression, null);
    return any[0];
  }

  private static boolean hasElement(Tree expression) {
    boolean[] any = {false};
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitArrayAccess(ArrayAccessTree tree, Void nothing) {
        any[0] = true;
        return super.visitArrayAccess(tree, null);
      }
    }.scan(expression, null);
    return any[0];
  }
}
