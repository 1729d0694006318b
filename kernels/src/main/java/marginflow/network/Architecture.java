package marginflow.network;

import java.util.List;
import java.util.OptionalInt;

/**
 * The shape of a network: how a flat θ is cut into layers and how its outputs grow under scaling.
 * Data and nothing else, immutable, one class per architecture; {@code network.layered.Models}
 * makes a model of it.
 */
public sealed interface Architecture permits FullyConnected, Diagonal, Convolutional {

  /** The text this architecture is written as on the command line, such as {@code relu:4-50-1}. */
  String spec();

  /** Number of input features d that the network reads. */
  int inputs();

  /** Number of parameters P. */
  int parameters();

  /** Homogeneity degree L; empty if the network is not homogeneous. */
  OptionalInt degree();

  /** Activation of the hidden layers. */
  Slope slope();

  /** The layers from the input on: where each lies in θ and its shape. */
  List<LayerShape> layers();
}
