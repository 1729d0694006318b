package marginflow.certificate;

import java.util.Optional;

/**
 * A verdict with its reason.
 *
 * @param verdict the verdict
 * @param evidence the reason in a sentence
 * @param witness a path of better points, where the verdict rests on one
 */
record Finding(Verdict verdict, String evidence, Optional<Witness> witness) {

  static Finding of(Verdict verdict, String evidence) {
    return new Finding(verdict, evidence, Optional.empty());
  }
}
