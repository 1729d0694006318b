package marginflow.io.run;

/**
 * How well a run has kept what the flow conserves: the largest drifts since its start.
 *
 * @param balance of {@code ‖w_k‖² − a_k²}, and of what is like it in other networks, over ‖θ‖²
 * @param energy of {@code −d log 𝓛/dτ = ‖dθ/dτ‖²}: how far the fall of log 𝓛 and the integral of
 *     the squared speed are apart, over that integral or over 1 while it is less
 */
public record Drift(double balance, double energy) {

  /** Of a run that has not begun. */
  public static final Drift NONE = new Drift(0, 0);
}
