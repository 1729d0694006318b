package marginflow.kernel.vector;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes the micro-kernels out. What stays in registers must be local variables, one for each
 * vector, and a loop over them must be unrolled; so the same lines stand once for each row of a
 * tile, and again for each height. Here they stand once.
 */
final class MicroKernels {

  private static final String HEADER =
      """
      // Written by MicroKernels beside the tests of this package; do not edit.
      package marginflow.kernel.vector;

      """;

  private static final List<String> COUNTS = List.of("one", "two", "three");

  /** Parameters of a product's micro-kernel, and what all its accumulators begin with. */
  private static final String PARAMETERS =
      """
          double[] a,
          int aAt,
          double[] b,
          int bAt,
          int kc,
          double[] c,
          int cAt,
          int cs,
          boolean fresh) {
        DoubleVector zero = DoubleVector.zero(S);
      """
          .indent(2);

  private MicroKernels() {}

  /** The text of each generated source, by the name of its class. */
  static Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    sources.put("ProductTile", productTile());
    sources.put("SixRowTile", halfTile());
    sources.put("FourRussiansTile", subsetTile());
    return sources;
  }

  private static String productTile() {
    String methods =
        IntStream.of(12, 8, 4)
            .mapToObj(rows ->
                """

                  /**
                   * Adds to %1$d rows of C.
                   *
                   * @param a panel {@code [kc][%1$d]} from {@code aAt}
                   * @param b panel {@code [kc][WIDTH]} from {@code bAt}
                   * @param c rows from {@code cAt} with stride {@code cs}, %1$d × WIDTH elements
                   * @param fresh whether C counts as zero before
                   */
                  static void rows%1$d(
                %2$s\
                """
                    .formatted(rows, product(rows, Integer.toString(rows))))
            .collect(Collectors.joining());
    return HEADER
        + """
        import static marginflow.kernel.vector.Lanes.S;
        import static marginflow.kernel.vector.Lanes.VL;
        import static marginflow.kernel.vector.Lanes.WIDTH;

        import jdk.incubator.vector.DoubleVector;

        /**
         * The micro-kernels of all products: a tile of C, two vectors wide, stays in registers while k
         * runs. 12 × 2 accumulators, two of B and one broadcast fill 27 of the 32 registers; the
         * accumulator is the addend of every fused multiply-add, so that it is updated in place.
         */
        final class ProductTile {

          private ProductTile() {}
        """
        + methods
        + "}\n";
  }

  private static String halfTile() {
    return HEADER
        + """
        import static marginflow.kernel.vector.Lanes.S;
        import static marginflow.kernel.vector.Lanes.VL;
        import static marginflow.kernel.vector.Lanes.WIDTH;

        import jdk.incubator.vector.DoubleVector;

        /**
         * The micro-kernel of all products where there are 16 vector registers, as on x86 without AVX-512:
         * half the rows of {@link ProductTile#rows12} at a time, 6 × 2 accumulators, two of B and one
         * broadcast. With AVX2 (Zen 3, busy neighbours) it makes 10.5 billion multiply-adds a second where
         * 12 × 2 accumulators, half of them in memory, make 6 to 7; a forward pass of (360, 64, 50) takes
         * 131 µs instead of 197.
         */
        final class SixRowTile {

          /** Rows of a tile. */
          static final int ROWS = 6;

          private SixRowTile() {}

          /**
           * Adds to 12 rows of C.
           *
           * @param a panel {@code [kc][12]} from {@code aAt}
           * @param b panel {@code [kc][WIDTH]} from {@code bAt}
           * @param c rows from {@code cAt} with stride {@code cs}, 12 × WIDTH elements
           * @param fresh whether C counts as zero before
           */
          static void rows12(
              double[] a,
              int aAt,
              double[] b,
              int bAt,
              int kc,
              double[] c,
              int cAt,
              int cs,
              boolean fresh) {
            rows6(a, aAt, b, bAt, kc, c, cAt, cs, fresh);
            rows6(a, aAt + ROWS, b, bAt, kc, c, cAt + ROWS * cs, cs, fresh);
          }

          /** Adds to 6 rows of C, the first or the last of a panel. */
          private static void rows6(
        """
        + product(6, "Panels.TALL")
        + "}\n";
  }

  /**
   * Parameters and body of a product's micro-kernel.
   *
   * @param rows of the tile
   * @param panel from one k to the next in A's panel
   */
  private static String product(int rows, String panel) {
    return PARAMETERS
        + each(
            rows,
            "",
            """
                DoubleVector c%1$d0 = zero;
                DoubleVector c%1$d1 = zero;
            """)
        + """
            if (!fresh) {
              int at = cAt;
        """
        + each(
            rows,
            """
                  at += cs;
            """,
            """
                  c%1$d0 = DoubleVector.fromArray(S, c, at);
                  c%1$d1 = DoubleVector.fromArray(S, c, at + VL);
            """)
        + """
            }
            for (int k = 0; k < kc; k++) {
              DoubleVector b0 = DoubleVector.fromArray(S, b, bAt);
              DoubleVector b1 = DoubleVector.fromArray(S, b, bAt + VL);
              DoubleVector a0;
        """
        + each(
            rows,
            "",
            """
                  a0 = DoubleVector.broadcast(S, a[aAt + %1$d]);
                  c%1$d0 = a0.fma(b0, c%1$d0);
                  c%1$d1 = a0.fma(b1, c%1$d1);
            """)
        + """
              aAt += %s;
              bAt += WIDTH;
            }
        """
            .formatted(panel)
        + each(
            rows,
            """
                cAt += cs;
            """,
            """
                c%1$d0.intoArray(c, cAt);
                c%1$d1.intoArray(c, cAt + VL);
            """)
        + "  }\n";
  }

  private static String subsetTile() {
    String methods =
        IntStream.rangeClosed(1, COUNTS.size())
            .mapToObj(MicroKernels::subset)
            .collect(Collectors.joining());
    return HEADER
        + """
        import static marginflow.kernel.vector.Lanes.S;
        import static marginflow.kernel.vector.Lanes.VL;

        import jdk.incubator.vector.DoubleVector;

        /**
         * The micro-kernels of the two-layer backward pass: for each unit the sums of a block's eight
         * groups are looked up in a {@link FourRussiansTable} and added in ascending order, in registers.
         * The sum of one unit is one row of one, two or three vectors of features.
         */
        final class FourRussiansTile {

          /** Bits of an index. */
          private static final int MASK = FourRussiansTable.ENTRIES - 1;

          private FourRussiansTile() {}
        """
        + methods
        + "}\n";
  }

  /** The micro-kernel of rows of so many vectors. */
  private static String subset(int vectors) {
    String count = COUNTS.get(vectors - 1);
    return """

      /**
       * Rows of %s %s.
       *
       * @param table the block's tables
       * @param words indices of the unit, a nibble for each group, the first unit's at {@code wordsAt}
       * @param units number of units
       * @param t rows, the first unit's at {@code tAt}, added to
       */
      static void %1$s(double[] table, int[] words, int wordsAt, int units, double[] t, int tAt) {
        for (int k = 0; k < units; k++) {
          int word = words[wordsAt + k];
    """
            .formatted(count, vectors == 1 ? "vector" : "vectors")
        + vectors(vectors, "      DoubleVector t%d = DoubleVector.fromArray(S, t, tAt%s);\n")
        + "      int at;\n"
        + IntStream.range(0, FourRussiansTable.GROUPS)
            .mapToObj(group ->
                "      at = %s * %sVL;\n".formatted(entry(group), times(vectors))
                    + vectors(
                        vectors,
                        "      t%1$d = t%1$d.add(DoubleVector.fromArray(S, table, at%2$s));\n"))
            .collect(Collectors.joining())
        + vectors(vectors, "      t%d.intoArray(t, tAt%s);\n")
        + "      tAt += %sVL;\n    }\n  }\n".formatted(times(vectors));
  }

  /** Number of a group's entry in the table, by the group's nibble of the word. */
  private static String entry(int group) {
    return group == 0
        ? "(word & MASK)"
        : "(%d * FourRussiansTable.ENTRIES + (word >>> %d & MASK))"
            .formatted(group, FourRussiansTable.GROUP * group);
  }

  private static String times(int factor) {
    return factor == 1 ? "" : factor + " * ";
  }

  /** A line for each vector of a row: its number and, behind it, its distance. */
  private static String vectors(int count, String line) {
    return IntStream.range(0, count)
        .mapToObj(v -> line.formatted(v, v == 0 ? "" : " + " + times(v) + "VL"))
        .collect(Collectors.joining());
  }

  /** Lines for each row, and others between. */
  private static String each(int rows, String between, String lines) {
    return IntStream.range(0, rows).mapToObj(lines::formatted).collect(Collectors.joining(between));
  }
}
