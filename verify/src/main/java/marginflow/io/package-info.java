/**
 * Files: data sets and parameters in, run folders and results out.
 *
 * <p>Every reader works on bytes that are already in memory ({@link marginflow.io.InputFile}),
 * finds the format by content ({@link marginflow.io.DataFormat}) and either returns exactly what
 * the file says or throws a {@link marginflow.io.BadDataException} that names file, place, what was
 * expected and what was found. No reader repairs anything, and what one recognises, leaves out or
 * renames it says in {@link marginflow.io.Notes}, which commands print and documents keep. ZIP and
 * NPY are read by hand: the libraries at hand do not compare checksums or both copies of a member's
 * name, and misread Fortran order. What a header or a line claims is held against the file's size
 * and the heap ({@link marginflow.io.Heap}) before anything is allocated for it; text is scanned
 * once, without patterns that try a place in many ways.
 *
 * <p>Parameters come under the names of other programs too, from NPZ or safetensors: {@link
 * marginflow.io.ArrayName} understands a name, {@link marginflow.io.LayoutSearch} finds the layers
 * of a network, and {@link marginflow.io.ParameterLayout} is what it found, said in every output
 * and used to write parameters back. Every array has a place or is refused. Pickles and HDF5 are
 * named and refused ({@link marginflow.io.ForeignFormat}).
 *
 * <p>What a run folder holds: {@code manifest.json}, {@link marginflow.io.Manifest}; {@code
 * trace.csv}, {@link marginflow.io.TraceFile}; {@code events.csv}, {@link marginflow.io.EventFile};
 * {@code final.npz}, {@link marginflow.io.ParameterFile}; {@code result.json}, {@link
 * marginflow.io.FlowDocument}; {@code samples.csv} and {@code samples.npz} where asked for, {@link
 * marginflow.io.SampleFile}; {@code checkpoint.npz}, {@link marginflow.io.RunCheckpoint}.
 *
 * <p>What a crash must not take is written through {@link marginflow.io.Disk} alone, which tests
 * replace by one on which any call fails or is the last: files are replaced in one rename, or grow
 * as {@link marginflow.io.RowFile}; {@link marginflow.io.Generations} finds the checkpoint to go on
 * from.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}; {@code
 * crosscheck}, {@code report}, {@code claims}, {@code sweep}, {@code cli}, {@code bench} may depend
 * on it.
 */
@NullMarked
package marginflow.io;

import org.jspecify.annotations.NullMarked;
