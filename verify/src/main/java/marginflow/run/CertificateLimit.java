package marginflow.run;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import marginflow.certificate.Certificate;

/**
 * How long a certificate may take. It counts its own work, so that equal questions have equal
 * answers; where a process has to end earlier, the certificate names the limit that ended it and
 * what it left undecided.
 *
 * @param seconds the limit asked for; empty where it follows from that of the flow
 */
public record CertificateLimit(OptionalDouble seconds) {

  /** As long as it takes: for rows of tables, which must not depend on the machine. */
  public static final CertificateLimit NONE =
      new CertificateLimit(OptionalDouble.of(Double.POSITIVE_INFINITY));

  /** The reason of a certificate that a signal ended. */
  public static final String SIGNAL = "signal";

  /** The reason of one that took too long. */
  public static final String TIME = "time-limit";

  /** What a certificate has at least where the flow has spent its time: most take less. */
  public static final double LEAST_SECONDS = 10;

  /**
   * What a certificate that begins now is to ask.
   *
   * @param asked whether the process was told to stop
   * @param flowSeconds limit of flow and certificate together; empty for none
   * @param startNanos when the flow began, as {@link System#nanoTime} has it
   */
  Supplier<Optional<String>> beginning(
      BooleanSupplier asked, OptionalDouble flowSeconds, long startNanos) {
    double left =
        flowSeconds.isPresent()
            ? flowSeconds.getAsDouble() - 1e-9 * (System.nanoTime() - startNanos)
            : Double.POSITIVE_INFINITY;
    return beginning(asked, seconds.orElse(Math.max(LEAST_SECONDS, left)));
  }

  /**
   * What a certificate that begins now is to ask.
   *
   * @param asked whether the process was told to stop
   * @param seconds it may take
   */
  public static Supplier<Optional<String>> beginning(BooleanSupplier asked, double seconds) {
    long start = System.nanoTime();
    return () ->
        asked.getAsBoolean()
            ? Optional.of(SIGNAL)
            : 1e-9 * (System.nanoTime() - start) > seconds ? Optional.of(TIME) : Optional.empty();
  }

  /** Whether a signal ended a certificate, of the point or of the exact one nearby. */
  public static boolean bySignal(Certificate certificate) {
    return certificate.cut().filter(c -> c.reason().equals(SIGNAL)).isPresent()
        || certificate.nearby().filter(n -> bySignal(n.certificate())).isPresent();
  }
}
