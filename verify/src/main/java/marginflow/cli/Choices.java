package marginflow.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import marginflow.claims.Catalogue;
import marginflow.claims.Claim;
import marginflow.flow.Flow;
import marginflow.flow.event.Branch;
import marginflow.io.run.RunSettings;
import marginflow.kernel.KernelSelector;
import marginflow.loss.Loss;

/** Values that options can have, for the shell to complete. */
final class Choices {

  private Choices() {}

  /** Losses. */
  static final class Losses implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Loss.values()).map(RunSettings::name).iterator();
    }
  }

  /** Starts. */
  static final class Starts implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("gaussian", "balanced").iterator();
    }
  }

  /** Integrators, the usual one first. */
  static final class Integrators implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Flow.integrators().iterator();
    }
  }

  /** Branches of a flow that is not unique. */
  static final class Branches implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(Branch.values()).map(Branch::id).iterator();
    }
  }

  /** Kernels. */
  static final class KernelNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return KernelSelector.names().iterator();
    }
  }

  /** Whether a table has a header. */
  static final class HeaderLines implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of("auto", "yes", "no").iterator();
    }
  }

  /** Claims, and the word that lists them. */
  static final class Claims implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Stream.concat(Stream.of("list"), Catalogue.all().stream().map(Claim::id)).iterator();
    }
  }

  /**
   * What benchmarks can be asked for. Their suites live in a module that this one does not know; a
   * test there holds this list against them.
   */
  static final class Suites implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return List.of(
              "list",
              "all",
              "compare",
              "gemm",
              "exp",
              "gradient",
              "depth",
              "convolution",
              "tile",
              "tangent",
              "neighbour",
              "peak",
              "flow")
          .iterator();
    }
  }
}
