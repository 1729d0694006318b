package marginflow.profile;

import java.util.ArrayList;
import java.util.List;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import org.jspecify.annotations.Nullable;

/** Sampled stacks as people read them. */
final class Stacks {

  /** What stands for a stack without a frame of ours, or without any. */
  static final String ELSEWHERE = "elsewhere in the virtual machine";

  private static final String OURS = "marginflow.";

  /** The frames through which every run is started; they say nothing. */
  private static final String OWN = OURS + "profile.Profiler";

  private static final List<String> VECTOR_API =
      List.of("jdk.incubator.vector.", "jdk.internal.vm.vector.");

  private Stacks() {}

  /**
   * Names the frames of a stack from the outermost of ours inwards. Frames of the Vector API are
   * left out: the compiler makes them one with the method that calls them.
   */
  static List<String> collapsed(@Nullable RecordedStackTrace stack) {
    List<String> names = new ArrayList<>();
    if (stack != null) {
      for (RecordedFrame frame : stack.getFrames().reversed()) {
        RecordedMethod method = frame.getMethod();
        String type = method.getType().getName();
        boolean ours = type.startsWith(OURS) && !type.startsWith(OWN);
        if ((ours && !type.startsWith(OURS + "cli")) || !names.isEmpty()) {
          if (VECTOR_API.stream().noneMatch(type::startsWith)) {
            names.add(type.substring(ours ? OURS.length() : 0) + "." + method.getName());
          }
        }
      }
    }
    return names.isEmpty() ? List.of(ELSEWHERE) : names;
  }
}
