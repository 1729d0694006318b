/**
 * One run of a flow, from settings to a folder of results: its ingredients, what watches it on the
 * way, its stop rules, what is written down of it, the checkpoint it goes on from, its certificate,
 * its audit and its report. Commands and sweeps run flows through here.
 *
 * <p>{@link marginflow.run.FlowJob} is what is run; {@link marginflow.run.Course} follows it by a
 * {@link marginflow.experiment.Runner}, as all flows are, and certifies its end; {@link
 * marginflow.run.FlowRun} does so in a folder, where {@code FlowRecorder} writes. How it ended is a
 * {@link marginflow.experiment.Outcome} all the way.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code certificate.kkt}, {@code io}, {@code io.data}, {@code io.run}, {@code
 * crosscheck}, {@code report}; {@code cli} may depend on it.
 */
@NullMarked
package marginflow.run;

import org.jspecify.annotations.NullMarked;
