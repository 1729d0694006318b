package marginflow.crosscheck;

/**
 * A fault at one place along one dimension: the entries of results there, with the last index along
 * the other dimension, or the term of sums there.
 *
 * @param along the dimension
 * @param index the place
 * @param size of the dimension where the fault shows; 0 where it shows in every size
 */
record Mutant(Along along, int index, int size) implements Fault {

  /** Dimensions, and the kernels that have them. */
  enum Along {
    /** Rows of products. */
    ROWS,
    /** Columns of products. */
    COLUMNS,
    /** Terms of products. */
    INNER,
    /** Rows of what two-layer networks give for samples. */
    SAMPLES,
    /** Terms of their derivatives. */
    SUMMED_SAMPLES,
    /** Columns of pre-activations and their velocities, rows of derivatives. */
    UNITS,
    /** Columns of derivatives. */
    INPUTS,
    /** Elements of arrays. */
    ELEMENTS
  }

  private boolean shows(int length) {
    return size == 0 || size == length;
  }

  private void atRow(Result result) {
    if (shows(result.rows())) {
      result.spoil(index, result.cols() - 1);
    }
  }

  private void atColumn(Result result) {
    if (shows(result.cols())) {
      result.spoil(result.rows() - 1, index);
    }
  }

  @Override
  public void spoil(String kernel, Result result) {
    switch (along) {
      case ROWS -> {
        if (isProduct(kernel)) {
          atRow(result);
        }
      }
      case COLUMNS -> {
        if (isProduct(kernel)) {
          atColumn(result);
        }
      }
      case SAMPLES -> {
        if (isTwoLayer(kernel) && !isDerivative(kernel)) {
          atRow(result);
        }
      }
      case UNITS -> {
        if (isDerivative(kernel)) {
          atRow(result);
        } else if (kernel.equals("two-layer velocities") || kernel.equals("two-layer forward")) {
          atColumn(result);
        }
      }
      case INPUTS -> {
        // The last column is the output weight's.
        if (isDerivative(kernel) && shows(result.cols() - 1) && index < result.cols() - 1) {
          result.spoil(result.rows() - 1, index);
        }
      }
      case ELEMENTS -> {
        if (!isProduct(kernel) && !isTwoLayer(kernel)) {
          atColumn(result);
        }
      }
      case INNER, SUMMED_SAMPLES -> {
        // Terms, not entries.
      }
    }
  }

  @Override
  public int omitted(String kernel, int terms) {
    boolean mine =
        (along == Along.INNER && isProduct(kernel))
            || (along == Along.SUMMED_SAMPLES && isDerivative(kernel));
    return mine && shows(terms) && index < terms ? index : -1;
  }

  /** Products, and what works on their results entry by entry. */
  static boolean isProduct(String kernel) {
    return switch (kernel) {
      case "abt", "ab", "atb", "aat", "signs", "gate" -> true;
      default -> false;
    };
  }

  static boolean isTwoLayer(String kernel) {
    return kernel.startsWith("two-layer");
  }

  static boolean isDerivative(String kernel) {
    return kernel.equals("two-layer vjp") || kernel.equals("two-layer hessian-vector");
  }
}
