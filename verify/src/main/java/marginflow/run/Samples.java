package marginflow.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowSampler;
import marginflow.flow.FlowView;
import marginflow.io.BadDataException;
import marginflow.io.run.FlowPoint;
import marginflow.io.run.Quantity;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.RunFolder;
import marginflow.io.run.SampleFile;
import marginflow.kernel.Kernels;

/**
 * The samples of a run, if it is to have some. They are written whole, before the checkpoint that
 * counts on them; a resumed run drops those of later steps and finds them again.
 */
public final class Samples {

  private final RunFolder folder;
  private final int parameters;
  private final PointProbe probe;
  private final boolean wanted;
  private final List<FlowPoint> kept = new ArrayList<>();
  private final FlowObserver sampler;
  private int saved;

  /**
   * Samples that go on after those of an earlier process.
   *
   * @param kernels kernels that nobody else uses
   * @param from where the run is resumed
   * @param say told in a sentence what was damaged
   */
  Samples(
      FlowJob job,
      RunFolder folder,
      Kernels kernels,
      Optional<RunCheckpoint> from,
      Consumer<String> say)
      throws IOException {
    this.folder = folder;
    this.parameters = job.net().parameters();
    this.probe = new PointProbe(job.net(), job.data().dataset(), kernels, job.settings().loss());
    var perDecade = job.settings().samplesPerDecade();
    this.wanted = perDecade.isPresent();
    this.sampler =
        wanted
            ? FlowSampler.perDecade(
                perDecade.getAsInt(), from.map(RunCheckpoint::step).orElse(-1L), this::keep)
            : FlowObserver.NONE;
    if (wanted && from.isPresent()) {
      keepEarlier(from.get().step(), say);
    }
  }

  /** Takes over what an earlier process wrote; a damaged file ends no run, and is not replaced. */
  private void keepEarlier(long step, Consumer<String> say) throws IOException {
    if (!folder.has(RunFolder.SAMPLES)) {
      say.accept(folder.file(RunFolder.SAMPLES) + ": not there; earlier samples are lost");
      return;
    }
    try {
      kept.addAll(SampleFile.read(folder.read(RunFolder.SAMPLES), step));
    } catch (BadDataException e) {
      say.accept(
          "%s; the file is kept as %s, and samples begin again from here"
              .formatted(e.getMessage(), folder.setAside(RunFolder.SAMPLES)));
    }
  }

  /** Shows it every state, the one a run is resumed from as well. */
  void accepted(FlowView view) {
    sampler.accepted(view);
  }

  private void keep(FlowView view, double x) {
    FlowPoint point = FlowPoint.within(view, x, parameters);
    OptionalDouble margin = probe.normalizedMargin(point.theta());
    OptionalDouble residual =
        probe.kktResidual(point.theta(), margin, point.at().logNorm(), view.dense().logLoss(x));
    kept.add(
        new FlowPoint(
            point
                .at()
                .with(Quantity.NORMALIZED_MARGIN, margin)
                .with(Quantity.KKT_RESIDUAL, residual),
            point.theta()));
  }

  /** Writes the files, if there is anything new. */
  void save() throws IOException {
    if (wanted && kept.size() != saved) {
      folder.write(RunFolder.SAMPLES, SampleFile.archive(kept, parameters));
      folder.write(RunFolder.SAMPLE_TABLE, SampleFile.table(kept));
      saved = kept.size();
    }
  }
}
