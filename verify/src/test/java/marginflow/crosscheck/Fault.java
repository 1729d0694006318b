package marginflow.crosscheck;

/** What is wrong with kernels: entries of their results, or terms that their sums leave out. */
interface Fault {

  /**
   * Called with every result, to spoil it or not.
   *
   * @param kernel whose result it is
   * @param result as it should be
   */
  void spoil(String kernel, Result result);

  /**
   * The term that a kernel's sums leave out.
   *
   * @param kernel whose sums they are
   * @param terms number of terms
   * @return its index, or −1 for none
   */
  default int omitted(String kernel, int terms) {
    return -1;
  }

  /** The last entry of one kernel's results. */
  static Fault last(String wrong) {
    return (kernel, result) -> {
      if (kernel.equals(wrong)) {
        result.spoil(result.rows() - 1, result.cols() - 1);
      }
    };
  }

  /** A result, whatever it is kept in. */
  interface Result {
    /** Number of rows. */
    int rows();

    /** Number of columns. */
    int cols();

    /** Sum of all entries: not finite where one of them is not. */
    double sum();

    /** Adds to one entry, if there is such an entry; a bit is flipped by anything but zero. */
    void add(int row, int col, double value);

    /** Beyond every bound, yet invisible to a comparison to five digits; flips a bit. */
    void spoil(int row, int col);
  }
}
