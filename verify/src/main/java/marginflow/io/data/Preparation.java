package marginflow.io.data;

import java.util.ArrayList;
import java.util.List;
import marginflow.io.BadDataException;

/**
 * What is done to the features before the network sees them, in this order; nothing by default.
 *
 * @param standardize subtract each feature's mean and divide by its standard deviation over the
 *     samples kept (a constant feature becomes 0)
 * @param normalizeRows scale each sample to Euclidean norm 1
 * @param constantFeature append a feature that is 1 for every sample
 */
public record Preparation(boolean standardize, boolean normalizeRows, boolean constantFeature) {

  /** The data as it is. */
  public static final Preparation NONE = new Preparation(false, false, false);

  /** Features ready for a network: n × {@code names.size()}, row-major. */
  record Prepared(double[] x, List<String> names) {}

  /**
   * Prepares features.
   *
   * @param x n × d, row-major; changed in place
   * @param file what a message calls the file
   * @param places where each sample stands
   */
  Prepared apply(String file, List<String> places, double[] x, List<String> names) {
    int d = names.size();
    int n = places.size();
    if (standardize) {
      for (int j = 0; j < d; j++) {
        standardizeColumn(x, n, d, j);
      }
    }
    if (normalizeRows) {
      for (int i = 0; i < n; i++) {
        normalizeRow(file, places.get(i), x, i * d, d);
      }
    }
    for (int k = 0; k < x.length; k++) {
      if (!Double.isFinite(x[k])) {
        throw BadDataException.in(
            file + ", " + places.get(k / d),
            "features whose preparation stays within double precision",
            "an overflow in feature " + names.get(k % d));
      }
    }
    return constantFeature ? appendConstant(x, n, names) : new Prepared(x, names);
  }

  private static void standardizeColumn(double[] x, int n, int d, int j) {
    double first = x[j];
    double mean = 0;
    boolean constant = true;
    for (int i = 0; i < n; i++) {
      constant &= x[i * d + j] == first;
      mean += x[i * d + j] / n;
    }
    double largest = 0;
    for (int i = 0; i < n; i++) {
      x[i * d + j] -= mean;
      largest = Math.max(largest, Math.abs(x[i * d + j]));
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double scaled = constant ? 0 : x[i * d + j] / largest;
      sum += scaled * scaled;
    }
    double deviation = largest * Math.sqrt(sum / n);
    for (int i = 0; i < n; i++) {
      x[i * d + j] = constant ? 0 : x[i * d + j] / deviation;
    }
  }

  private static void normalizeRow(String file, String place, double[] x, int start, int d) {
    double largest = 0;
    for (int k = start; k < start + d; k++) {
      largest = Math.max(largest, Math.abs(x[k]));
    }
    if (largest == 0) {
      throw BadDataException.in(
          file + ", " + place, "a sample that --normalize-rows can scale", "all features 0");
    }
    double sum = 0;
    for (int k = start; k < start + d; k++) {
      sum += (x[k] / largest) * (x[k] / largest);
    }
    double norm = Math.sqrt(sum);
    for (int k = start; k < start + d; k++) {
      x[k] = x[k] / largest / norm;
    }
  }

  private static Prepared appendConstant(double[] x, int n, List<String> names) {
    int d = names.size();
    double[] out = new double[n * (d + 1)];
    for (int i = 0; i < n; i++) {
      System.arraycopy(x, i * d, out, i * (d + 1), d);
      out[i * (d + 1) + d] = 1;
    }
    List<String> longer = new ArrayList<>(names);
    longer.add("constant");
    return new Prepared(out, longer);
  }
}
