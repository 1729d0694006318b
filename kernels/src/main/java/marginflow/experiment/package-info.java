/**
 * The way in from Java: data, a network, a flow and its certificate in a few lines.
 *
 * {@snippet file="example/Example.java"}
 *
 * <p>On the module path, {@code requires marginflow.kernels} is all there is to say; on the class
 * path Java wants {@code --add-modules jdk.incubator.vector}. {@link
 * marginflow.experiment.Experiment#settings} asks for other integrators, tolerances and stop rules;
 * {@code run} takes an observer; whoever wants to resume a flow or to choose kernels calls {@link
 * marginflow.flow.Flow} and {@link marginflow.certificate.Certifier} as {@link
 * marginflow.experiment.Experiment#run} does.
 *
 * <p>The commands take their defaults from here.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code linalg}, {@code loss}, {@code network},
 * {@code network.layered}, {@code flow}, {@code certificate}; {@code io.run}, {@code crosscheck},
 * {@code report}, {@code profile}, {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code
 * bench} may depend on it.
 */
package marginflow.experiment;
