package marginflow.certificate.verdict;

import java.util.Optional;

/**
 * A verdict with its reason.
 *
 * @param verdict the verdict
 * @param evidence the reason in a sentence
 * @param witness a path of better points, where the verdict rests on one
 */
public record Finding(Verdict verdict, String evidence, Optional<Witness> witness) {

  /** A verdict with its evidence and no witness. */
  public static Finding of(Verdict verdict, String evidence) {
    return new Finding(verdict, evidence, Optional.empty());
  }

  /** Not a local optimum, by a witness. */
  public static Finding notLocal(Witness witness) {
    return new Finding(
        Verdict.NOT_LOCAL_OPTIMUM,
        witness.description() + "; checked in exact arithmetic at ε = 1e-2, 1e-3, 1e-4",
        Optional.of(witness));
  }
}
