/**
 * The way in from Java: data, a network, a flow and its certificate in a few lines.
 *
 * {@snippet file="example/Example.java"}
 *
 * <p>On the module path, {@code requires marginflow.kernels} is all there is to say; on the class
 * path Java wants {@code --add-modules jdk.incubator.vector}. {@link
 * marginflow.experiment.Experiment#settings} asks for other integrators, tolerances and stop rules;
 * {@code run} takes an observer; {@link marginflow.experiment.Runner} follows a flow on kernels of
 * one's choice, from a checkpoint, or without a certificate, and everything that runs flows goes
 * through it.
 *
 * <p>The commands take their defaults from here.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network},
 * {@code network.layered}, {@code flow}, {@code certificate}; {@code io.run}, {@code crosscheck},
 * {@code report}, {@code profile}, {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code
 * bench} may depend on it.
 */
package marginflow.experiment;
