/**
 * Run folders and the way to the disk.
 *
 * <p>What a run folder holds: {@code manifest.json}, {@link marginflow.io.run.Manifest}; {@code
 * trace.csv}, {@link marginflow.io.run.TraceFile}; {@code events.csv}, {@link
 * marginflow.io.run.EventFile}; {@code final.npz}, {@link marginflow.io.data.ParameterFile}; {@code
 * result.json}, {@link marginflow.io.run.FlowDocument}; {@code samples.csv} and {@code samples.npz}
 * where asked for, {@link marginflow.io.run.SampleFile}; {@code checkpoint.npz}, {@link
 * marginflow.io.run.RunCheckpoint}. All of them tell of a state along the flow by the same list,
 * {@link marginflow.io.run.Quantity}.
 *
 * <p>What a crash must not take is written through {@link marginflow.io.run.Disk} alone, which
 * tests replace by one on which any call fails or is the last: files are replaced in one rename, or
 * grow as {@link marginflow.io.run.RowFile}; {@link marginflow.io.run.Generations} finds the
 * checkpoint to go on from.
 *
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * io}, {@code io.data}; {@code crosscheck}, {@code report}, {@code profile}, {@code claims}, {@code
 * run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
@NullMarked
package marginflow.io.run;

import org.jspecify.annotations.NullMarked;
