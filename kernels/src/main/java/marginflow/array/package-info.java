/**
 * Row-major matrix views over {@code double[]} and workspaces that are sized once. A view is an
 * array, an offset, a shape and a row stride; it copies nothing and owns nothing, so that a layer
 * of the flat parameter vector can be handed to a kernel as it lies. Matrices have capital names,
 * vectors lower-case ones.
 *
 * <p>May depend on no other package; {@code linalg}, {@code kernel}, {@code kernel.vector}, {@code
 * loss}, {@code network}, {@code network.layered}, {@code flow.field}, {@code flow.stiff}, {@code
 * flow.method}, {@code flow.kink}, {@code flow.captured}, {@code flow}, {@code
 * certificate.problem}, {@code certificate.bound}, {@code certificate.kkt}, {@code
 * certificate.local}, {@code certificate}, {@code experiment}, {@code reference}, {@code io.data},
 * {@code io.run}, {@code crosscheck}, {@code report}, {@code profile}, {@code profile.codegen},
 * {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
package marginflow.array;
