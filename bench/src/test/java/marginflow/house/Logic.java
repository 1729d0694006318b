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
final class Logic extends TreeScanner<Boolean, Void> {

  private Logic() {}

  /** Whether there is any in a file. */
  static boolean in(String source) {
    boolean any = false;
    for (CompilationUnitTree unit : Parsed.of(source).units()) {
      any |= Boolean.TRUE.equals(new Logic().scan(unit, null));
    }
    return any;
  }

  @Override
  public Boolean reduce(Boolean one, Boolean other) {
    return Boolean.TRUE.equals(one) || Boolean.TRUE.equals(other);
  }

  @Override
  public Boolean visitVariable(VariableTree variable, Void none) {
    boolean constant = variable.getModifiers().getFlags().contains(Modifier.STATIC);
    return !constant && Boolean.TRUE.equals(super.visitVariable(variable, none));
  }

  @Override
  public Boolean visitBinary(BinaryTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitConditionalExpression(ConditionalExpressionTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitIf(IfTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitForLoop(ForLoopTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitEnhancedForLoop(EnhancedForLoopTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitWhileLoop(WhileLoopTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitDoWhileLoop(DoWhileLoopTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitSwitch(SwitchTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitSwitchExpression(SwitchExpressionTree tree, Void none) {
    return true;
  }

  @Override
  public Boolean visitLambdaExpression(LambdaExpressionTree tree, Void none) {
    return true;
  }
}
