package marginflow.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a suite measures.
 *
 * @param name the name it is run by
 * @param sentence what it measures, for a person
 * @param benchmark its JMH class, with a parameter for the shape and one for the implementation
 * @param shapes what is computed, in the order of the tables
 * @param implementations who computes, ours first
 * @param flops floating-point operations of one operation of a shape, 0 where none are counted
 * @param bytes bytes moved by one operation, 0 where none are counted
 */
public record Suite(
    String name,
    String sentence,
    Class<?> benchmark,
    List<String> shapes,
    List<String> implementations,
    ToDoubleFunction<String> flops,
    ToDoubleFunction<String> bytes) {

  /**
   * Work in one invocation that is timed: some ten microseconds, so that reading the clock (about
   * 30 ns) does not count.
   */
  private static final double WORK = 400_000;

  /** Operations in one timed invocation. */
  public long repeats(String shape) {
    double work = flops.applyAsDouble(shape) + bytes.applyAsDouble(shape);
    return Math.max(1, Math.round(WORK / Math.max(1, work)));
  }

  /** The numbers in a shape, in order. */
  static double[] numbers(String shape) {
    return Arrays.stream(shape.split("[^0-9]+"))
        .filter(text -> !text.isEmpty())
        .mapToDouble(Double::parseDouble)
        .toArray();
  }
}
