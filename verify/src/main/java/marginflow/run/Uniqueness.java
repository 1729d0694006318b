package marginflow.run;

import java.util.Locale;
import java.util.OptionalDouble;
import marginflow.certificate.Certificate;

/** Says beside the verdict on a flow's end that the flow could have ended elsewhere. */
public final class Uniqueness {

  private Uniqueness() {}

  /**
   * The certificate of a flow's end with what is known of the flow's uniqueness.
   *
   * @param firstAmbiguous τ where the flow was first not unique; empty if it was all the way
   */
  public static Certificate note(Certificate certificate, OptionalDouble firstAmbiguous) {
    return firstAmbiguous.isPresent()
        ? certificate.noting(
            String.format(
                Locale.ROOT,
                "the limit is one of several: the flow is not unique at tau = %.6g",
                firstAmbiguous.getAsDouble()))
        : certificate;
  }
}
