package marginflow.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

/** One Flight Recorder recording: what is switched on, and what is read from it. */
final class Recorder {

  private static final String CPU_SAMPLE = "jdk.CPUTimeSample";
  private static final String SAMPLE = "jdk.ExecutionSample";
  private static final String COMPILATION = "jdk.Compilation";
  private static final String COLLECTION = "jdk.GarbageCollection";

  /** One stack for every 5 ms of CPU time: 200 a second cost far below one per cent. */
  private static final String CPU_PERIOD = "5ms";

  private static final Duration PERIOD = Duration.ofMillis(10);

  private static final int MOST_HOT = 12;

  private Recorder() {}

  /** A recording that has been started. */
  static Recording start() {
    Recording recording = new Recording();
    recording.enable(PhaseEvent.class).withoutThreshold().withoutStackTrace();
    recording.enable(COMPILATION).withoutThreshold();
    recording.enable(COLLECTION).withoutThreshold();
    recording.enable("jdk.ObjectAllocationSample").withStackTrace();
    if (System.getProperty("os.name").equals("Linux")) {
      recording.enable(CPU_SAMPLE).with("throttle", CPU_PERIOD);
    } else {
      recording.enable(SAMPLE).withPeriod(PERIOD);
    }
    recording.setToDisk(true);
    recording.start();
    return recording;
  }

  /**
   * Reads a recording.
   *
   * @param file the recording
   * @param flames filled with the sampled stacks
   */
  static Profile.Recorded read(Path file, FlameGraph flames) throws IOException {
    int collections = 0;
    double pause = 0;
    int compilations = 0;
    double compile = 0;
    Map<String, Integer> tops = new TreeMap<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        switch (event.getEventType().getName()) {
          case COLLECTION -> {
            collections++;
            pause += seconds(event.getDuration("sumOfPauses"));
          }
          case COMPILATION -> {
            compilations++;
            compile += seconds(event.getDuration());
          }
          case CPU_SAMPLE, SAMPLE -> {
            List<String> stack = Stacks.collapsed(event.getStackTrace());
            flames.add(stack);
            tops.merge(stack.getLast(), 1, Integer::sum);
          }
          default -> {}
        }
      }
    }
    return new Profile.Recorded(
        collections, pause, compilations, compile, flames.samples(), hot(tops, flames.samples()));
  }

  private static List<Profile.Hot> hot(Map<String, Integer> tops, int samples) {
    return tops.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_HOT)
        .map(e -> new Profile.Hot(e.getKey(), (double) e.getValue() / samples))
        .toList();
  }

  private static double seconds(Duration duration) {
    return 1e-9 * duration.toNanos();
  }
}
