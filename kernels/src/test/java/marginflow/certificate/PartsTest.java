package marginflow.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import marginflow.certificate.verdict.Cut;
import marginflow.linalg.StopRequest;
import org.junit.jupiter.api.Test;

/** What was ended is named with the reason; what has no answer of its own is not. */
final class PartsTest {

  @Test
  void onlyWhatWasEndedIsLeftUndecided() {
    Parts parts = new Parts();
    assertEquals(Optional.of(3), parts.ask(Cut.Part.KKT_RESIDUAL, () -> Optional.of(3)));
    assertEquals(Optional.empty(), parts.ask(Cut.Part.EXACT_POINT, Optional::empty));
    assertEquals(Optional.empty(), parts.cut());
    Optional<Integer> ended =
        StopRequest.heard(
            () -> Optional.of("signal"),
            () ->
                parts.ask(
                    Cut.Part.MARGIN_BOUND,
                    () -> {
                      StopRequest.check();
                      return Optional.of(4);
                    }));
    assertEquals(Optional.empty(), ended);
    parts.leave(Cut.Part.LAYERS);
    Cut cut = parts.cut().orElseThrow();
    assertEquals(new Cut("signal", List.of(Cut.Part.MARGIN_BOUND, Cut.Part.LAYERS)), cut);
    assertEquals("margin-bound, per-layer", cut.parts());
    parts.leave(Cut.Part.EXACT_POINT, Cut.WORK);
    assertEquals("signal", parts.cut().orElseThrow().reason());
    Parts large = new Parts();
    large.leave(Cut.Part.EXACT_POINT, Cut.WORK);
    assertEquals(new Cut(Cut.WORK, List.of(Cut.Part.EXACT_POINT)), large.cut().orElseThrow());
  }
}
