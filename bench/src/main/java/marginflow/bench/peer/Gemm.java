package marginflow.bench.peer;

/** Matrix products of one library on densely packed row-major arrays, one thread. */
public interface Gemm {

  /**
   * {@code C = A Bᵀ}.
   *
   * @param a r × k
   * @param b s × k
   * @param c r × s, overwritten
   */
  void abt(int r, int s, int k, double[] a, double[] b, double[] c);

  /**
   * {@code C = A B}.
   *
   * @param a r × k
   * @param b k × s
   * @param c r × s, overwritten
   */
  void ab(int r, int s, int k, double[] a, double[] b, double[] c);

  /**
   * {@code C = Aᵀ B}.
   *
   * @param a k × r
   * @param b k × s
   * @param c r × s, overwritten
   */
  void atb(int r, int s, int k, double[] a, double[] b, double[] c);

  /** Whether an array must be exactly as long as its matrix; else it may be longer. */
  default boolean exactLengths() {
    return false;
  }
}
