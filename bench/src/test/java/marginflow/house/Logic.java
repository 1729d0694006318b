package marginflow.house;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import javax.lang.model.element.Modifier;

/**
 * Whether a source file says more than names: a choice, a loop, or an operation of two operands
 * outside of constants. A record of components, an enumeration of names or an interface of methods
 * has nothing that a test could find wrong.
 */
final class Logic extends TreeScanner<Void, String> {

  private boolean any;

  private Logic() {}

  /** Whether there is any in a file. */
  static boolean in(String source) {
    Logic logic = new Logic();
    for (CompilationUnitTree unit : Parsed.of(source).units()) {
      logic.scan(unit, "");
    }
    return logic.any;
  }

  @Override
  public Void visitVariable(VariableTree variable, String at) {
    boolean constant = variable.getModifiers().getFlags().contains(Modifier.STATIC);
    return constant ? null : super.visitVariable(variable, at);
  }

  @Override
  public Void visitBinary(BinaryTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitConditionalExpression(ConditionalExpressionTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitIf(IfTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitForLoop(ForLoopTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitEnhancedForLoop(EnhancedForLoopTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitWhileLoop(WhileLoopTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitDoWhileLoop(DoWhileLoopTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitSwitch(SwitchTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree tree, String at) {
    any = true;
    return null;
  }

  @Override
  public Void visitLambdaExpression(LambdaExpressionTree tree, String at) {
    any = true;
    return null;
  }
}
