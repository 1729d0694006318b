/**
 * The long horizon in tables: five groups of flows ({@link marginflow.bench.flow.Problems}), each
 * followed by our integrator and beside it by what people would take instead, given the same number
 * of gradient evaluations and ten times as many. {@link marginflow.bench.flow.WorkPrecision} adds
 * evaluations and seconds against the error of the final direction.
 *
 * <p>Counts, margins and residuals come from one run of each flow and are the same on every machine
 * with the same JDK; seconds come from JMH ({@link marginflow.bench.flow.FlowTiming}) and stand in
 * files of their own. The command is {@code ./marginflow bench flow}.
 *
 * <p>Nothing but {@code marginflow.bench} depends on this package; it reads the bundled data
 * through {@code marginflow.io} and draws with {@code marginflow.report}.
 */
@NullMarked
package marginflow.bench.flow;

import org.jspecify.annotations.NullMarked;
