package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import marginflow.array.Matrix;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * Pairs of support rows that lie on their kink without a say in the row's gradient: those of units
 * whose weights in and out are zero, such as a dead filter. To first order nothing depends on their
 * sides; to second order everything may: a vanished unit that wakes gains and costs of the order of
 * ε², and the Hessian on its negative side shows the cost alone. Where there are such pairs, the
 * curvature of one piece proves nothing.
 */
final class IdleKinks {

  /** With more pairs than this, a sample of the patterns is looked at: 2^8 eigenproblems. */
  private static final int FULL_LIMIT = 8;

  private final MarginModel model;
  private final KktAnalysis kkt;
  private final int[] pairs;

  IdleKinks(MarginModel model, KktAnalysis kkt) {
    this.model = model;
    this.kkt = kkt;
    boolean[] busy = new boolean[model.kinks().size()];
    boolean[] support = new boolean[model.rows()];
    for (int t : kkt.supportIndices()) {
      support[kkt.rows().get(t).row()] = true;
      kkt.rows().get(t).kinks().forEach(kink -> busy[kink.pair()] = true);
    }
    this.pairs = onKink(support, busy);
  }

  private int[] onKink(boolean[] support, boolean[] busy) {
    kkt.holdPattern(model);
    Kinks kinks = model.kinks();
    Matrix gram = Matrix.zeros(1, 1);
    List<Integer> found = new ArrayList<>();
    for (int p = 0; p < busy.length; p++) {
      if (support[kinks.row(p)] && !busy[p]) {
        kinks.normalGram(new int[] {p}, 1, gram);
        double size = Math.sqrt(gram.get(0, 0));
        if (Math.abs(kinks.values()[p]) <= kkt.distance() * kkt.point().norm() * size) {
          found.add(p);
        }
      }
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
  }

  /** How many there are. */
  int count() {
    return pairs.length;
  }

  /**
   * Asks of one pattern after another, until there is an answer.
   *
   * @param question told the pairs that are positive
   */
  <T> Optional<T> first(Function<int[], Optional<T>> question) {
    SplittableRandom random = new SplittableRandom(pairs.length);
    for (int pattern = 1; pattern < 1 << Math.min(pairs.length, FULL_LIMIT); pattern++) {
      int bits = pattern;
      int[] positive =
          pairs.length <= FULL_LIMIT
              ? bits(bits)
              : java.util.Arrays.stream(pairs).filter(p -> random.nextBoolean()).toArray();
      Optional<T> answer = question.apply(positive);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private int[] bits(int pattern) {
    return java.util.stream.IntStream.range(0, pairs.length)
        .filter(k -> (pattern >> k & 1) == 1)
        .map(k -> pairs[k])
        .toArray();
  }
}
