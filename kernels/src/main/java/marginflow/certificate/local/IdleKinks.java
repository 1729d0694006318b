package marginflow.certificate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import marginflow.array.Matrix;
import marginflow.certificate.kkt.KktAnalysis;
import marginflow.linalg.StopRequest;
import marginflow.network.Kinks;
import marginflow.network.MarginModel;

/**
 * Kinks of support rows that lie on their surface without a say in the row's gradient: those of
 * units whose weights in and out are zero, such as a dead filter. To first order nothing depends on
 * their sides; to second order everything may: a vanished unit that wakes gains and costs of the
 * order of ε², and the Hessian on its negative side shows the cost alone. Where there are such
 * kinks, the curvature of one piece proves nothing.
 */
final class IdleKinks {

  /** With more kinks than this, a sample of the patterns is looked at: 2^8 eigenproblems. */
  private static final int FULL_LIMIT = 8;

  private final MarginModel model;
  private final KktAnalysis kkt;
  private final int[] chosen;

  IdleKinks(MarginModel model, KktAnalysis kkt) {
    this.model = model;
    this.kkt = kkt;
    boolean[] busy = new boolean[model.kinks().size()];
    boolean[] support = new boolean[model.rows()];
    for (int t : kkt.supportIndices()) {
      support[kkt.rows().get(t).row()] = true;
      kkt.rows().get(t).kinks().forEach(kink -> busy[kink.kink()] = true);
    }
    this.chosen = onKink(support, busy);
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
    return chosen.length;
  }

  /**
   * Asks of one pattern after another, until there is an answer.
   *
   * @param question told the kinks that are positive
   */
  <T> Optional<T> first(Function<int[], Optional<T>> question) {
    SplittableRandom random = new SplittableRandom(chosen.length);
    for (int pattern = 1; pattern < 1 << Math.min(chosen.length, FULL_LIMIT); pattern++) {
      StopRequest.check();
      int bits = pattern;
      int[] positive =
          chosen.length <= FULL_LIMIT
              ? bits(bits)
              : java.util.Arrays.stream(chosen).filter(p -> random.nextBoolean()).toArray();
      Optional<T> answer = question.apply(positive);
      if (answer.isPresent()) {
        return answer;
      }
    }
    return Optional.empty();
  }

  private int[] bits(int pattern) {
    return java.util.stream.IntStream.range(0, chosen.length)
        .filter(k -> (pattern >> k & 1) == 1)
        .map(k -> chosen[k])
        .toArray();
  }
}
