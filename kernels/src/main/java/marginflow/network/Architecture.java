package marginflow.network;

import java.util.List;
import java.util.OptionalInt;
import marginflow.kernel.Kernels;

/**
 * The shape of a network: how a flat θ is cut into layers, how it grows under scaling, and the
 * model it makes on data. Immutable; one class per architecture.
 */
public interface Architecture {

  /** The text this architecture is written as on the command line, such as {@code relu:4-50-1}. */
  String spec();

  /** Number of input features d that the network reads. */
  int inputs();

  /** Number of parameters P. */
  int parameters();

  /** Homogeneity degree L; empty if the network is not homogeneous. */
  OptionalInt degree();

  /** The layers from the input on: where each lies in θ and its shape. */
  List<LayerShape> layers();

  /**
   * Binds the network to data.
   *
   * @throws IllegalArgumentException if the data's d is not {@link #inputs()}
   */
  MarginModel bind(Dataset data, Kernels kernels);
}
