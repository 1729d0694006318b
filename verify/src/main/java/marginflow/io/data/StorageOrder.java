package marginflow.io.data;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import marginflow.io.BadDataException;
import marginflow.io.data.ArrayName.Order;
import marginflow.io.data.LayoutSearch.Fit;

/**
 * Whether the matrices of a file are stored out × in or in × out. Shapes decide where only one way
 * fits. A square matrix goes by the convention of its name, unless other matrices of the file
 * contradict that; without one it goes with the other matrices, or is read out × in.
 */
final class StorageOrder {

  /** A matrix: the layer it is, its name, and how it fits. */
  private record Matrix(String layer, ArrayName name, Fit fit) {}

  private final NamedArrays arrays;
  private final List<Matrix> matrices = new ArrayList<>();

  StorageOrder(NamedArrays arrays) {
    this.arrays = arrays;
  }

  /** Adds the next layer's matrix, which fits in one way at least. */
  void add(String layer, ArrayName name, Fit fit) {
    matrices.add(new Matrix(layer, name, fit));
  }

  /**
   * Whether a layer's matrix is stored in × out.
   *
   * @throws BadDataException if its name says one thing and the other matrices another
   */
  boolean isTransposed(int l) {
    return order(matrices.get(l)) == Order.IN_OUT;
  }

  /** What was decided that the names alone do not say. */
  List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    for (Matrix m : matrices) {
      Order said = m.name().order();
      Order order = order(m);
      if (m.fit() == Fit.SQUARE && !m.name().name().equals(m.layer())) {
        String why =
            said != Order.UNSAID
                ? "as its name says"
                : evidence().isEmpty() ? "by default" : "as the other arrays";
        remarks.add("%s is square: read %s, %s".formatted(m.name().name(), order.id(), why));
      } else if (isForced(m.fit()) && said != Order.UNSAID && said != order) {
        remarks.add("%s is stored %s, unlike its name says".formatted(m.name().name(), order.id()));
      }
    }
    return remarks;
  }

  private Order order(Matrix m) {
    return switch (m.fit()) {
      case IN_OUT, ROW_IN_OUT -> Order.IN_OUT;
      case SQUARE -> square(m);
      default -> Order.OUT_IN;
    };
  }

  private Order square(Matrix m) {
    Set<Order> forced = forced();
    Order said = m.name().order();
    if (forced.size() > 1
        || (said != Order.UNSAID && !forced.isEmpty() && !forced.contains(said))) {
      throw BadDataException.in(
          arrays.place(m.name().name()),
          "a square matrix that can be read in one way only: other matrices of the file stored "
              + (said == Order.UNSAID ? "all alike" : said.id()),
          "some stored otherwise; store all out x in as W1, W2, ...");
    }
    if (said != Order.UNSAID) {
      return said;
    }
    Set<Order> evidence = evidence();
    return evidence.size() == 1 ? evidence.iterator().next() : Order.OUT_IN;
  }

  /** The orders of matrices that fit one way only. */
  private Set<Order> forced() {
    Set<Order> orders = EnumSet.noneOf(Order.class);
    matrices.stream().filter(m -> isForced(m.fit())).forEach(m -> orders.add(order(m)));
    return orders;
  }

  /** The same, or of single rows where there is no such matrix; empty if these differ. */
  private Set<Order> evidence() {
    Set<Order> orders = forced();
    if (orders.isEmpty()) {
      matrices.stream()
          .filter(m -> m.fit() == Fit.ROW_OUT_IN || m.fit() == Fit.ROW_IN_OUT)
          .forEach(m -> orders.add(order(m)));
    }
    return orders.size() == 1 ? orders : EnumSet.noneOf(Order.class);
  }

  private static boolean isForced(Fit fit) {
    return fit == Fit.OUT_IN || fit == Fit.IN_OUT;
  }
}
