package marginflow.bench;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import marginflow.bench.peer.Peers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Gradients against libtorch's automatic derivative, which shares no code with ours: with the Maven
 * profile {@code libtorch}, which gives each test class a JVM of its own. In one JVM with OpenBLAS,
 * whose symbols JavaCPP loads for all, libtorch would call OpenBLAS by another convention and
 * crash.
 */
class LibtorchTest {

  @ParameterizedTest
  @ValueSource(strings = {"1,1,1", "20,2,50", "13,5,11", "64,20,100", "13,5,11,7", "20,4,6,5,4,3"})
  void agreesOnGradients(String shape) {
    assumeTrue(Peers.gradients().contains("libtorch"), "built without -Plibtorch");
    Problem problem = Problem.parse(shape);
    problem.check(Peers.gradient("libtorch", problem.data(), problem.net()));
    problem.check(Peers.gradient("vector", problem.data(), problem.net()));
  }
}
