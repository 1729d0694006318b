package marginflow.flow.field;

import java.util.Arrays;
import marginflow.array.Matrix;
import marginflow.linalg.Cholesky;
import marginflow.network.Kinks;

/**
 * The factored Gram matrix {@code NNᵀ} of the normals of some kinks. Normals of {@link
 * Kinks#separate} kinks of different units are orthogonal, so that each unit has a block of its own
 * and thousands of kinks cost what their blocks do; where one kink is not separate all are one
 * block. The arithmetic is that of the whole matrix, whose zeros add nothing.
 */
final class SlidingGram {

  private final Kinks kinks;

  /** Which block a unit has, −1 for none; blocks are numbered in the order of their first kinks. */
  private int[] blockOf = new int[16];

  /** Places in the set, block by block, and where each block begins; one more entry for the end. */
  private int[] places = new int[16];

  private int[] begins = new int[17];
  private int blockCount;

  private Matrix[] blocks = new Matrix[0];
  private int[] members = new int[16];
  private double[] part = new double[16];

  SlidingGram(Kinks kinks) {
    this.kinks = kinks;
  }

  /**
   * Writes the Gram matrix at the model's current point, unfactored.
   *
   * @param lengths of the normals, overwritten
   * @return the largest squared length
   */
  double fill(int[] set, int count, double[] lengths) {
    arrange(set, count);
    double largest = 0;
    for (int block = 0; block < blockCount; block++) {
      int from = begins[block];
      int size = begins[block + 1] - from;
      for (int i = 0; i < size; i++) {
        members[i] = set[places[from + i]];
      }
      Matrix gram = block(block, size);
      kinks.normalGram(members, size, gram);
      for (int i = 0; i < size; i++) {
        double squared = gram.data()[gram.row(i) + i];
        lengths[places[from + i]] = Math.sqrt(squared);
        largest = Math.max(largest, squared);
      }
    }
    return largest;
  }

  /** Adds a ridge to what was filled and factors it; false if a pivot is not positive. */
  boolean factor(double ridge) {
    boolean done = true;
    for (int block = 0; block < blockCount && done; block++) {
      Matrix gram = blocks[block];
      int size = begins[block + 1] - begins[block];
      for (int i = 0; i < size; i++) {
        gram.data()[gram.row(i) + i] += ridge;
      }
      done = Cholesky.factor(gram, size);
    }
    return done;
  }

  /** Makes all that is solved for no number. */
  void spoil() {
    for (int block = 0; block < blockCount; block++) {
      Arrays.fill(blocks[block].data(), Double.NaN);
    }
  }

  /** Solves {@code NNᵀ x = b} in place, by the last {@link #factor}. */
  void solve(double[] b) {
    for (int block = 0; block < blockCount; block++) {
      int from = begins[block];
      int size = begins[block + 1] - from;
      for (int i = 0; i < size; i++) {
        part[i] = b[places[from + i]];
      }
      Cholesky.solve(blocks[block], size, part);
      for (int i = 0; i < size; i++) {
        b[places[from + i]] = part[i];
      }
    }
  }

  /** Puts the places in blocks: a counting sort by unit, in which places of a block ascend. */
  private void arrange(int[] set, int count) {
    if (places.length < count) {
      places = new int[set.length];
      members = new int[set.length];
      part = new double[set.length];
    }
    boolean separate = true;
    int units = 0;
    for (int i = 0; i < count; i++) {
      separate &= kinks.separate(set[i]);
      units = Math.max(units, kinks.unit(set[i]) + 1);
    }
    if (blockOf.length < units) {
      blockOf = new int[units];
    }
    if (begins.length < units + 1) {
      begins = new int[units + 1];
    }
    Arrays.fill(blockOf, 0, units, -1);
    Arrays.fill(begins, 0);
    blockCount = 0;
    for (int i = 0; i < count; i++) {
      int unit = separate ? kinks.unit(set[i]) : 0;
      if (blockOf[unit] < 0) {
        blockOf[unit] = blockCount++;
      }
      begins[blockOf[unit]]++;
    }
    for (int block = 0, sum = 0; block <= blockCount; block++) {
      int size = begins[block];
      begins[block] = sum;
      sum += size;
    }
    for (int i = 0; i < count; i++) {
      places[begins[blockOf[separate ? kinks.unit(set[i]) : 0]]++] = i;
    }
    for (int block = blockCount; block > 0; block--) {
      begins[block] = begins[block - 1];
    }
    begins[0] = 0;
  }

  private Matrix block(int index, int size) {
    if (blocks.length <= index) {
      blocks = Arrays.copyOf(blocks, Math.max(16, 2 * (index + 1)));
    }
    if (blocks[index] == null || blocks[index].rows() < size) {
      int larger = Math.max(16, 2 * size);
      blocks[index] = Matrix.zeros(larger, larger);
    }
    return blocks[index];
  }
}
