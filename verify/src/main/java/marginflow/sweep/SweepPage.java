package marginflow.sweep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
/** TODO. */
public final class SweepPage {
  private SweepPage() {}
  /** TODO. */
  public static Path write(Path folder, Optional<String> x, Optional<String> y) throws IOException { return folder; }
}
