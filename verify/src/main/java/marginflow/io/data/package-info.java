/**
 * Readers of data sets and weights, and writers of weights.
 *
 * <p>Every reader finds the format by content ({@link marginflow.io.data.DataFormat}) and either
 * returns exactly what the file says or refuses it. No reader repairs anything. ZIP and NPY are
 * read by hand: the libraries at hand do not compare checksums or both copies of a member's name,
 * and misread Fortran order. Text is scanned once, without patterns that try a place in many ways.
 *
 * <p>Weights come under the names of other programs too, from NPZ or safetensors: {@link
 * marginflow.io.data.ArrayName} understands a name, {@link marginflow.io.data.LayoutSearch} finds
 * the layers of a network, and {@link marginflow.io.data.ParameterLayout} is what it found, said in
 * every output and used to write weights back. Every array has a place or is refused. Pickles and
 * HDF5 are named and refused ({@link marginflow.io.data.ForeignFormat}).
 *
 * <p>May depend on {@code array}, {@code network}, {@code io}; {@code io.run}, {@code crosscheck},
 * {@code report}, {@code claims}, {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend
 * on it.
 */
@NullMarked
package marginflow.io.data;

import org.jspecify.annotations.NullMarked;
