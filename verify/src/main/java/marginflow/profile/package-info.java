/**
 * Where the time of a flow goes. A {@link marginflow.profile.TimedModel} stands between the
 * integrator and the network and times each phase with an event of the JDK's Flight Recorder; the
 * kernels themselves are not touched. Phases are set against a roofline measured on the spot:
 * {@code min(peak, intensity · bandwidth)}, with the bandwidth of a working set of the run's own
 * size.
 *
 * <p>Where calls are short only one in 2^k is timed and counted 2^k-fold, so that the
 * instrumentation stays below {@link marginflow.profile.PhaseTimer#BUDGET}; its cost is measured in
 * the same run and printed. Hardware counters are not used.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * io.run}, {@code report}; {@code profile.codegen}, {@code cli} may depend on it.
 */
@NullMarked
package marginflow.profile;

import org.jspecify.annotations.NullMarked;
