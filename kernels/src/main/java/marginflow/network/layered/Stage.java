package marginflow.network.layered;

/**
 * One step of a network from inputs to outputs, on a batch of samples stored as rows. Stages are of
 * two kinds: a {@link Layer} is linear in its weights and affine in its input, a {@link Gate} has
 * no weights and is linear once its pattern is held. So every derivative of any order is a
 * composition of the maps below.
 */
sealed interface Stage permits Layer, Gate {

  /** Number of inputs per sample. */
  int inputs();

  /** Number of outputs per sample. */
  int outputs();
}
