/**
 * Naive twins of everything the kernels compute, written straight from the equations: for reading,
 * not for speed.
 *
 * <p>A number here is a {@link marginflow.reference.Bounded}: a value in double-double arithmetic
 * together with the distance within which any double evaluation of the same expression must lie,
 * whatever its order of summation and whether or not it uses fused multiply-add (Higham,
 * <em>Accuracy and Stability of Numerical Algorithms</em>, 2nd ed., ch. 3). The bound is carried
 * through the evaluation itself, so every result comes with a tolerance that nobody chose. Inputs
 * are taken as exact.
 *
 * <p>One network serves for all architectures: a {@link marginflow.reference.Wiring} lists, unit by
 * unit, which parameter multiplies which earlier value. Fully connected, diagonal, locally
 * connected and convolutional networks, biases and skip connections differ only in that list, so a
 * twin of a new architecture is a new list. {@link marginflow.reference.ReferenceModel} evaluates
 * it; flows with closed forms are in {@link marginflow.reference.ClosedFlows}.
 *
 * <p>Flows without one have two references in plain doubles that share nothing but the data: {@link
 * marginflow.reference.BruteForceFlow} takes tiny steps of one size on a {@link
 * marginflow.reference.NaiveNet} of any depth and knows nothing of kinks; {@link
 * marginflow.reference.LocatedFlow} locates every event of a {@link
 * marginflow.reference.TwoLayerNet} and slides by projection. Both follow {@code dθ/dτ = Σ_i p_i
 * ∇q_i}, in which the loss falls at the rate {@code −d log 𝓛/dτ = ‖dθ/dτ‖²}.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network};
 * {@code crosscheck}, {@code claims}, {@code cli}, {@code bench} may depend on it.
 */
@NullMarked
package marginflow.reference;

import org.jspecify.annotations.NullMarked;
