package marginflow.flow;

/**
 * Everything an integrator needs to go on bit for bit: parameters, time, controller memory,
 * activation pattern, sliding set and counters, in an order private to the integrator.
 *
 * @param integrator name of the integrator that wrote it and alone can read it
 * @param reals real-valued state
 * @param integers integer state
 */
public record Checkpoint(String integrator, double[] reals, long[] integers) {}
