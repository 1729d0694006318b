package marginflow.profile;

import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A profile as a screen of text and as JSON. */
public final class ProfileText {

  /** Names the layout of the JSON document. */
  static final String SCHEMA = "marginflow.profile/1";

  private ProfileText() {}

  /** The profile on one screen. */
  public static String screen(Profile p) {
    Formatter out = new Formatter(Locale.ROOT);
    out.format(
        "%s, kernel %s, %d lanes, %d threads%n", p.subject(), p.kernel(), p.lanes(), p.threads());
    out.format(
        "%.3f s, %d steps, %d gradient evaluations (%.1f µs each, all included); %s%n",
        p.seconds(),
        p.steps(),
        p.evaluations(),
        1e6 * p.seconds() / Math.max(1, p.evaluations()),
        p.ending());
    out.format(
        "machine: peak %.1f GFLOP/s and %.1f GB/s over %d kB, one thread, measured now%n",
        1e-9 * p.roofline().peak(),
        1e-9 * p.roofline().bandwidth(),
        p.roofline().workingSet() / 1024);
    out.format("%n");
    out.format(
        "%-24s %7s %10s %9s %11s %9s %6s %9s%n",
        "phase", "share", "calls", "seconds", "µs/call *", "GFLOP/s *", "roof *", "kB alloc");
    for (Profile.Row row : p.phases()) {
      out.format(
          "%-24s %6.1f%% %10s %9.3f %11s %9s %6s %9.0f%n",
          row.phase(),
          100 * row.share(),
          row.calls() == 0 ? "" : Long.toString(row.calls()),
          row.seconds(),
          shown("%.2f", row.steadyMicros()),
          shown("%.1f", row.steadyGflops()),
          shown("%.0f%%", 100 * row.roof()),
          row.bytes() / 1024);
    }
    out.format(
        "* the last quarter to half of the calls: compiled code, if the run was long enough%n");
    out.format("%n");
    Profile.Recorded r = p.recorded();
    out.format(
        "allocated %.1f MB, %d collections (%.1f ms); %d methods compiled in %.2f s; steady after"
            + " %s%n",
        p.bytes() / (1 << 20),
        r.collections(),
        1e3 * r.pauseSeconds(),
        r.compilations(),
        r.compileSeconds(),
        p.steadySeconds().isPresent()
            ? "%.2f s".formatted(p.steadySeconds().getAsDouble())
            : "– (run too short)");
    out.format("instrumentation %.2f %% of the time, measured%n", 100 * p.instrumentation());
    out.format("hardware counters: %s%n", p.counters().note());
    out.format("async-profiler: %s%n", p.asyncProfiler());
    out.format("hottest of %d samples:%n", r.samples());
    r.hot().forEach(h -> out.format("  %5.1f%%  %s%n", 100 * h.share(), h.method()));
    return out.toString();
  }

  /** The profile as a JSON document. */
  public static String json(Profile p) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("schema", SCHEMA);
    document.put("subject", p.subject());
    document.put("kernel", p.kernel());
    document.put("lanes", p.lanes());
    document.put("threads", p.threads());
    document.put("seconds", p.seconds());
    document.put("steps", p.steps());
    document.put("gradient_evaluations", p.evaluations());
    document.put("ending", p.ending());
    document.put("phases", p.phases().stream().map(ProfileText::row).toList());
    document.put("peak_gflops", 1e-9 * p.roofline().peak());
    document.put("bandwidth_gb_per_s", 1e-9 * p.roofline().bandwidth());
    document.put("working_set_bytes", p.roofline().workingSet());
    document.put("instrumentation_share", p.instrumentation());
    document.put("bytes_allocated", p.bytes());
    document.put("collections", p.recorded().collections());
    document.put("pause_seconds", p.recorded().pauseSeconds());
    document.put("compilations", p.recorded().compilations());
    document.put("compile_seconds", p.recorded().compileSeconds());
    document.put("samples", p.recorded().samples());
    document.put("hot", p.recorded().hot().stream().map(ProfileText::hot).toList());
    document.put("hardware_counters", p.counters().counts());
    document.put("hardware_counters_note", p.counters().note());
    document.put("async_profiler", p.asyncProfiler());
    p.steadySeconds().ifPresent(s -> document.put("steady_seconds", s));
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(document);
  }

  private static Map<String, Object> row(Profile.Row row) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("phase", row.phase());
    map.put("share", row.share());
    map.put("calls", row.calls());
    map.put("seconds", row.seconds());
    if (!Double.isNaN(row.gflops())) {
      map.put("gflops", row.gflops());
      map.put("steady_gflops", row.steadyGflops());
      map.put("share_of_roofline", row.roof());
    }
    if (!Double.isNaN(row.steadyMicros())) {
      map.put("steady_microseconds_per_call", row.steadyMicros());
    }
    map.put("bytes_allocated", row.bytes());
    return map;
  }

  private static Map<String, Object> hot(Profile.Hot hot) {
    return Map.of("method", hot.method(), "share", hot.share());
  }

  private static String shown(String format, double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, format, value);
  }
}
