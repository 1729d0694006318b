package marginflow.bench.flow;

/**
 * The end of a run, by whatever method.
 *
 * @param ending its name
 * @param theta final parameters, length P
 * @param logNorm natural logarithm of ‖θ‖
 * @param log10Loss common logarithm of the loss
 * @param steps steps taken
 * @param rejected steps thrown away
 * @param evaluations gradient evaluations
 * @param late gradient evaluations after log10 𝓛 = −10^3
 * @param factorizations factorizations of linear systems
 * @param crossings pairs that changed side, 0 where they are not followed
 * @param slides pairs that began to slide
 * @param releases pairs that stopped sliding
 * @param sliding pairs that slide at the end
 * @param monotone whether γ̃ never fell beyond rounding once the data was fitted
 */
record End(
    String ending,
    double[] theta,
    double logNorm,
    double log10Loss,
    long steps,
    long rejected,
    long evaluations,
    long late,
    long factorizations,
    long crossings,
    long slides,
    long releases,
    int sliding,
    boolean monotone) {

  /** Events at kinks, all kinds. */
  long events() {
    return crossings + slides + releases;
  }
}
