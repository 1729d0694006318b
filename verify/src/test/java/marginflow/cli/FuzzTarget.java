package marginflow.cli;

import java.io.IOException;
import java.nio.file.Path;
import marginflow.io.BadDataException;
import marginflow.io.InputFile;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LoadedData;
import marginflow.io.data.ParameterFile;
import marginflow.io.run.AuditFile;
import marginflow.io.run.EventFile;
import marginflow.io.run.Manifest;
import marginflow.io.run.RunCheckpoint;
import marginflow.io.run.SampleFile;
import marginflow.io.run.TraceFile;
import marginflow.network.Architectures;
import marginflow.sweep.DescriptionReader;

/** The readers of files that somebody else may have written, or damaged. */
enum FuzzTarget {
  /** Data sets of every format, told apart by content. */
  DATA("data"),
  /** Images of a pair of IDX files, whose labels are sound. */
  IMAGES("images-idx3-ubyte"),
  /** Labels of such a pair, whose images are sound. */
  LABELS("labels-idx1-ubyte"),
  /** Weights under the names of any program. */
  WEIGHTS("weights"),
  /** The state of a run. */
  CHECKPOINT("checkpoint.npz"),
  /** States at set places. */
  SAMPLES("samples.npz"),
  /** The settings of a run; changed ones are sealed again by whoever makes the inputs. */
  MANIFEST("manifest.json"),
  /** The steps of a run. */
  TRACE("trace.csv"),
  /** The kinks that a run met. */
  EVENTS("events.csv"),
  /** What an audit found. */
  AUDIT("audit.csv"),
  /** A sweep, in YAML or JSON. */
  DESCRIPTION("sweep.yaml");

  /** How long a reader may take over one file of at most 64 KiB. */
  private static final long MOST_NANOS = 20_000_000_000L;

  private final String file;

  FuzzTarget(String file) {
    this.file = file;
  }

  /** The name of a file of this kind. */
  String file() {
    return file;
  }

  /**
   * Reads a file, which is read or refused with a sentence, and soon.
   *
   * @throws AssertionError if neither
   */
  void read(Path path) {
    long start = System.nanoTime();
    try {
      Object _ = result(path);
    } catch (BadDataException refused) {
      if (String.valueOf(refused.getMessage()).isBlank()) {
        throw new AssertionError("refused without a reason", refused);
      }
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw new AssertionError(name() + ": neither read nor refused", e);
    }
    if (System.nanoTime() - start > MOST_NANOS) {
      throw new AssertionError(name() + ": took more than " + MOST_NANOS + " ns");
    }
  }

  private Object result(Path path) throws IOException {
    return switch (this) {
      case DATA, IMAGES -> data(path);
      case LABELS -> data(path.resolveSibling(IMAGES.file));
      case WEIGHTS -> ParameterFile.load(input(path), Architectures.parse("relu:2-3-1"));
      case CHECKPOINT -> RunCheckpoint.read(input(path));
      case SAMPLES -> SampleFile.read(input(path), Long.MAX_VALUE);
      case MANIFEST -> Manifest.read(input(path));
      case TRACE -> TraceFile.read(path);
      case EVENTS -> EventFile.read(path);
      case AUDIT -> AuditFile.read(path);
      case DESCRIPTION -> DescriptionReader.read(input(path));
    };
  }

  private static InputFile input(Path file) {
    return InputFile.read(file.toString());
  }

  private static Object data(Path file) {
    return LoadedData.load(DataRequest.of(file.toString()));
  }
}
