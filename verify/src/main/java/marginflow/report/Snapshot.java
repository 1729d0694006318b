package marginflow.report;

/**
 * θ at one moment of a flow.
 *
 * @param step accepted steps before it
 * @param logTime natural logarithm of the physical time, −∞ at the start
 * @param log10Loss decimal logarithm of the loss
 * @param normalizedMargin {@code min q / ρ^L}, NaN if the network is not homogeneous
 * @param theta parameters, length P, owned by the snapshot
 */
public record Snapshot(
    long step, double logTime, double log10Loss, double normalizedMargin, double[] theta) {}
