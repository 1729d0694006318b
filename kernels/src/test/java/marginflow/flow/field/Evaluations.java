package marginflow.flow.field;

/** Fields evaluated at points of a test's own. */
public final class Evaluations {

  private Evaluations() {}

  /** The field at y, with the pattern in force. */
  public static Evaluation frozen(PolarField field, double... y) {
    Evaluation at = room(field, y);
    field.evaluate(at);
    return at;
  }

  /** The field at y, with the pattern of its signs. */
  public static Evaluation free(PolarField field, double... y) {
    Evaluation at = room(field, y);
    field.evaluateFree(at);
    return at;
  }

  /** The field at θ, with the pattern of its signs. */
  public static Evaluation atTheta(PolarField field, double... theta) {
    Evaluation at = field.newEvaluation();
    field.place(theta, at.y());
    field.evaluateFree(at);
    return at;
  }

  private static Evaluation room(PolarField field, double[] y) {
    Evaluation at = field.newEvaluation();
    System.arraycopy(y, 0, at.y(), 0, y.length);
    return at;
  }
}
