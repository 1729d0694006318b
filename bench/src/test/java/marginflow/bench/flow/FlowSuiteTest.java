package marginflow.bench.flow;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.TreeSet;
import marginflow.kernel.KernelSelector;
import marginflow.network.MarginModel;
import marginflow.network.layered.Models;
import org.junit.jupiter.api.Test;

/** The suite measures what its names say, and methods agree where all of them can follow. */
class FlowSuiteTest {

  private static MarginModel bind(Problem problem) {
    return Models.bind(problem.net(), problem.data(), KernelSelector.select());
  }

  private static End run(Task task, Problem problem, Methods.Watcher watcher) {
    return Methods.run(task, problem.start(), bind(problem), watcher);
  }

  @Test
  void everyNameStandsForOneFlow() {
    TreeSet<String> names = new TreeSet<>();
    int count = 0;
    for (String group : Problems.GROUPS) {
      for (Problem problem : Problems.of(group)) {
        assertTrue(names.add(problem.name()), problem.name());
        assertEquals(problem.data().n(), bind(problem).rows());
        count++;
      }
    }
    assertEquals(1 + 1 + 100 + 1 + 17, count);
    Problem again = Problems.named("random-labels/17");
    assertArrayEquals(Problems.named("random-labels/17").start(), again.start(), 0.0);
    assertThrows(IllegalArgumentException.class, () -> Problems.named("random-labels/100"));
  }

  @Test
  void aTaskIsReadBackAsItWasWritten() {
    Task task = Task.ours(Problems.named("random-labels/3")).at(1e-9);
    assertEquals(task, Task.parse(task.line()));
    Task other = task.with(Methods.PEER, 77).to(-12.5);
    assertEquals(other, Task.parse(other.line()));
  }

  @Test
  void everyMethodFollowsTheSameFlow() {
    Problem problem = Problems.named("deep/linear:4-20-20-1-seed-1");
    Reference reference = new Reference(-2, problem.start().length);
    Task accurate = Task.ours(problem).with(Methods.OURS, Task.AMPLE).to(-40).at(1e-10);
    run(accurate, problem, reference);
    for (String method : Methods.adaptive()) {
      Task task = Task.ours(problem).with(method, Task.AMPLE).to(-2).at(1e-8);
      End end = run(task, problem, Methods.Watcher.NONE);
      assertEquals("horizon-reached", end.ending(), method);
      double error = reference.distance(end.theta(), end.logNorm()).orElseThrow();
      assertTrue(error < 1e-5, () -> method + " is off by " + error);
    }
  }

  @Test
  void theReferenceIsNotAskedOffItsRange() {
    Reference reference = new Reference(-2, 2);
    for (int k = 0; k < 9; k++) {
      double angle = 0.01 * k;
      reference.step(
          0.1 * k,
          -100,
          out -> {
            out[0] = 3 * Math.cos(angle);
            out[1] = 3 * Math.sin(angle);
          });
    }
    double[] between = {Math.cos(0.035), Math.sin(0.035)};
    assertEquals(0, reference.distance(between, 0.35).orElseThrow(), 1e-10);
    assertEquals(0.01, reference.distance(between, 0.45).orElseThrow(), 1e-6);
    assertTrue(reference.distance(between, 5).isEmpty());
    assertTrue(reference.distance(between, -1).isEmpty());
  }

  @Test
  void aBudgetIsKeptByAll() {
    Problem problem = Problems.named(Problems.SYMMETRIC);
    for (String method : Methods.baselines()) {
      End end = run(Task.ours(problem).with(method, 50), problem, Methods.Watcher.NONE);
      assertEquals("budget", end.ending(), method);
      assertTrue(end.evaluations() <= 50 + 20, () -> method + " took " + end.evaluations());
    }
  }
}
