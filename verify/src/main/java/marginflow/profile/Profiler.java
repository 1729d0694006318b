package marginflow.profile;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import jdk.jfr.Recording;
import marginflow.experiment.Experiment;
import marginflow.experiment.Runner;
import marginflow.flow.FlowObserver;
import marginflow.flow.FlowResult;
import marginflow.io.run.Disk;
import marginflow.io.run.Growing;
import marginflow.network.MarginModel;

/** Runs a flow under the Flight Recorder and says where its time went. */
public final class Profiler {

  /** The recording in the profile's folder. */
  public static final String RECORDING = "flow.jfr";

  /** The flame graph in the profile's folder. */
  public static final String FLAMES = "flames.svg";

  private Profiler() {}

  /**
   * What to run.
   *
   * @param model the network on its data
   * @param experiment what the flow is asked to do; asked when it starts, since a stop rule may
   *     hold a clock
   * @param observer what watches the flow, timed as a phase of its own
   */
  public record Subject(MarginModel model, Supplier<Experiment> experiment, FlowObserver observer) {

    private String text() {
      Experiment asked = experiment.get();
      return "%s on %s samples, %s"
          .formatted(asked.net().spec(), model.rows(), asked.settings().integrator());
    }

    /** Bytes of parameters and activations. */
    private long workingSet() {
      return (long) new Work(model.rows(), experiment.get().net().layers()).traffic();
    }
  }

  /**
   * Runs a flow, and leaves its recording and flame graph.
   *
   * @param subject what to run
   * @param folder where to leave the files
   * @throws IOException if a file cannot be written
   */
  public static Profile run(Subject subject, Path folder) throws IOException {
    Disk.here().makeFolders(folder);
    Path file = folder.resolve(RECORDING);
    Roofline roofline = Roofline.measure(subject.workingSet());
    PhaseClock clock = calibrated();
    FlowResult result;
    TimedObserver observer;
    long nanos;
    long bytes;
    AsyncProfiler async = AsyncProfiler.start();
    HardwareCounters.Running counting = HardwareCounters.start(Companion.find("perf"), folder);
    try (Recording recording = Recorder.start()) {
      observer = new TimedObserver(subject.observer(), clock);
      MarginModel model = new TimedModel(subject.model(), subject.experiment().get().net(), clock);
      Runner runner = Runner.FASTEST.watched(observer);
      long bytesBefore = allocated();
      long before = System.nanoTime();
      result = runner.follow(subject.experiment().get(), model);
      nanos = System.nanoTime() - before;
      bytes = allocated() - bytesBefore;
      recording.stop();
      keep(recording, file);
    }
    HardwareCounters counters = counting.stop();
    String asyncProfiler = async.stop(folder);
    FlameGraph flames = new FlameGraph();
    Profile.Recorded recorded = Recorder.read(file, flames);
    Disk.here().replace(folder.resolve(FLAMES), flames.svg(subject.text()));
    return new Profile(
        subject.text(),
        subject.model().kernels().name(),
        subject.model().kernels().lanes(),
        subject.model().kernels().threads(),
        1e-9 * nanos,
        result.statistics().accepted(),
        result.statistics().evaluations(),
        result.message(),
        rows(clock, nanos, bytes, roofline),
        roofline,
        clock.cost() / nanos,
        bytes,
        recorded,
        counters,
        asyncProfiler,
        observer.progress().steadySeconds());
  }

  /** Leaves a recording, which the virtual machine writes to a file of its own choice only. */
  private static void keep(Recording recording, Path file) throws IOException {
    Path written = Files.createTempFile("marginflow", ".jfr");
    try {
      recording.dump(written);
      Growing.replace(file, out -> Files.copy(written, out));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  /**
   * A clock that knows what events cost while they are kept, without leaving any in the recording.
   */
  private static PhaseClock calibrated() {
    try (Recording thrownAway = Recorder.start()) {
      PhaseClock clock = PhaseClock.calibrated();
      thrownAway.stop();
      return clock;
    }
  }

  private static List<Profile.Row> rows(
      PhaseClock clock, long nanos, long bytes, Roofline roofline) {
    List<Profile.Row> rows = new ArrayList<>();
    double rest = (double) nanos - clock.cost();
    double restBytes = (double) bytes;
    for (Phase phase : Phase.values()) {
      PhaseTimer timer = clock.timer(phase);
      if (timer.calls() > 0) {
        rows.add(row(timer, (double) nanos, roofline));
        rest -= timer.nanos();
        restBytes -= timer.bytes();
      }
    }
    rows.add(
        new Profile.Row(
            Phase.INTEGRATOR.label(),
            rest / nanos,
            0,
            1e-9 * rest,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Double.NaN,
            Math.max(0, restBytes)));
    rows.sort(Comparator.comparingDouble(Profile.Row::seconds).reversed());
    return rows;
  }

  private static Profile.Row row(PhaseTimer timer, double nanos, Roofline roofline) {
    PhaseTimer.Steady steady = timer.steady();
    double rate = 1e9 * steady.flops() / steady.nanos();
    return new Profile.Row(
        timer.phase().label(),
        timer.nanos() / nanos,
        timer.calls(),
        1e-9 * timer.nanos(),
        timer.flops() / timer.nanos(),
        1e-3 * steady.nanos(),
        1e-9 * rate,
        rate / roofline.roof(steady.flops(), steady.traffic()),
        timer.bytes());
  }

  private static long allocated() {
    return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
  }
}
