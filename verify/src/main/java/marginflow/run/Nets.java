package marginflow.run;

import marginflow.io.Heap;
import marginflow.network.Architecture;
import marginflow.network.Architectures;

/**
 * Networks as the command line names them, held against the heap before anything is made of them.
 */
public final class Nets {

  /**
   * Vectors of length P that a step of a flow holds at least: parameters, stages, factors. With
   * {@code relu:4-500-500-1} a heap of 75 was too small.
   */
  public static final int OF_A_FLOW = 32;

  /** The same for a certificate: the point, its gradient and the sum it is compared with. */
  public static final int OF_A_CERTIFICATE = 4;

  private Nets() {}

  /**
   * The network of a specification.
   *
   * @param d features of the data
   * @param vectors how many vectors of length P will be needed
   * @throws IllegalArgumentException if it cannot be understood, or is too large for the heap
   */
  public static Architecture parse(String spec, int d, int vectors) {
    Architecture net;
    try {
      net = Architectures.parse(spec, d);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "--net: expected at most %d parameters, found more in %s"
              .formatted(Integer.MAX_VALUE, spec),
          e);
    }
    long bytes = (long) Double.BYTES * vectors * net.parameters();
    if (!Heap.holds(bytes)) {
      throw new IllegalArgumentException(
          "--net: expected %s, found %s of %d parameters, for which %s are needed at least"
              .formatted(Heap.limit(), spec, net.parameters(), Heap.size(bytes)));
    }
    return net;
  }
}
