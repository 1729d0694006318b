package marginflow.certificate.verdict;

/**
 * The verdict on one layer with the others held.
 *
 * @param verdict the strongest statement proved, in agreement with what is proved of all layers
 *     together
 * @param alone the strongest statement proved from this layer alone, before the others were looked
 *     at
 */
public record LayerVerdict(Verdict verdict, Verdict alone) {

  /**
   * Adds what follows from the verdict on all layers together. What is best of all points is best
   * of those with the other layers held, a local optimum likewise, and a KKT point of the whole is
   * one of each layer, with the same multipliers.
   */
  public static LayerVerdict of(Verdict alone, Verdict whole) {
    Verdict implied =
        switch (whole) {
          case GLOBAL_OPTIMUM, LOCAL_OPTIMUM, NOT_KKT -> whole;
          case KKT, NOT_LOCAL_OPTIMUM -> Verdict.KKT;
          case UNDECIDED -> Verdict.UNDECIDED;
        };
    boolean open = alone == Verdict.NOT_KKT || alone == Verdict.KKT;
    boolean stronger = implied.compareTo(alone) < 0;
    return new LayerVerdict(stronger && (open || implied != Verdict.KKT) ? implied : alone, alone);
  }
}
