package marginflow.sweep;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of a description in their order, each once, made when they are asked for. Cells are
 * found by their hash: the index takes 24 bytes for each.
 */
public final class Grid {

  private final Description description;
  private final List<Section.Block> blocks;
  private final long[] ends;

  /** Where in the description each cell is, in order. */
  private final int[] order;

  /** Hashes, ascending, and the cell that each is of. */
  private final long[] keys;

  private final int[] cells;

  /** Indexes the cells of a description. */
  public Grid(Description description) {
    this.description = description;
    this.blocks =
        description.sections().stream().flatMap(section -> section.blocks().stream()).toList();
    this.ends = new long[blocks.size()];
    long end = 0;
    for (int b = 0; b < ends.length; b++) {
      end += blocks.get(b).size();
      ends[b] = end;
    }
    long[] all = new long[Math.toIntExact(end)];
    Arrays.parallelSetAll(all, position -> described(position).key());
    int[] positions = sorted(all);
    boolean[] again = new boolean[all.length];
    int count = 0;
    for (int k = 0; k < positions.length; k++) {
      again[positions[k]] = k > 0 && all[positions[k]] == all[positions[k - 1]];
      count += again[positions[k]] ? 0 : 1;
    }
    order = new int[count];
    int[] cellAt = new int[all.length];
    for (int position = 0, cell = 0; position < all.length; position++) {
      if (!again[position]) {
        cellAt[position] = cell;
        order[cell++] = position;
      }
    }
    keys = new long[count];
    cells = new int[count];
    for (int k = 0, at = 0; k < positions.length; k++) {
      if (!again[positions[k]]) {
        keys[at] = all[positions[k]];
        cells[at++] = cellAt[positions[k]];
      }
    }
  }

  /** Positions by hash, equal ones in their order. */
  private static int[] sorted(long[] all) {
    Integer[] positions = new Integer[all.length];
    Arrays.setAll(positions, k -> k);
    Arrays.parallelSort(
        positions,
        (a, b) -> all[a] != all[b] ? Long.compare(all[a], all[b]) : Integer.compare(a, b));
    return Arrays.stream(positions).mapToInt(Integer::intValue).toArray();
  }

  private Cell described(int position) {
    int block = 0;
    while (position >= ends[block]) {
      block++;
    }
    long start = block == 0 ? 0 : ends[block - 1];
    return description.cell(blocks.get(block).cell(position - start));
  }

  /** What they are described by. */
  public Description description() {
    return description;
  }

  /** Number of cells. */
  public int size() {
    return order.length;
  }

  /** A cell, by its number from 0. */
  public Cell cell(int number) {
    return described(order[number]);
  }

  /** The number of the cell of a hash, or less than 0 if there is none. */
  int find(long key) {
    int at = Arrays.binarySearch(keys, key);
    return at < 0 ? -1 : cells[at];
  }

  /** The hash of the description: of those of all cells, in order, and of what is kept. */
  public String hash() {
    MessageDigest digest = Hash.digest();
    long[] inOrder = new long[keys.length];
    for (int k = 0; k < keys.length; k++) {
      inOrder[cells[k]] = keys[k];
    }
    for (long key : inOrder) {
      for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
        digest.update((byte) (key >>> shift));
      }
    }
    digest.update(
        new ArrayList<>(description.keep().what())
            .toString()
            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new Hash(digest.digest()).hex();
  }

  /**
   * Numbers of the cells of a share, in an order in which those that have ended are a fair sample
   * of those that have not, whatever the description varies first.
   *
   * @param shard which share
   */
  public int[] scattered(Shard shard) {
    int count = shard.count(size());
    // Steps of the golden section visit all, and any stretch of them evenly.
    long step = Math.max(1, Math.round(count * 0.6180339887498949));
    while (gcd(step, Math.max(1, count)) > 1) {
      step++;
    }
    int[] numbers = new int[count];
    for (int k = 0; k < count; k++) {
      numbers[k] = shard.cell((int) (k * step % count));
    }
    return numbers;
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
