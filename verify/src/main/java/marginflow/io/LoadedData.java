package marginflow.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.network.Dataset;

/**
 * Data ready for a network, with everything a report says about where it came from.
 *
 * @param dataset inputs and signs
 * @param request what was asked for
 * @param location absolute path, or the name of the bundled example
 * @param format {@code csv}, {@code npz}, {@code libsvm} or {@code idx}
 * @param sha256 SHA-256 of the file as it lies on disk
 * @param features names of the features, d of them
 * @param negative name of the label that became −1; empty if no sample has it
 * @param positive name of the label that became +1; empty if no sample has it
 * @param theta0 a start that came with the data
 */
public record LoadedData(
    Dataset dataset,
    DataRequest request,
    String location,
    String format,
    String sha256,
    List<String> features,
    Optional<String> negative,
    Optional<String> positive,
    Optional<double[]> theta0) {

  /**
   * Reads, maps labels and prepares features.
   *
   * @throws BadDataException if the file cannot be read as what was asked for
   */
  public static LoadedData load(DataRequest request) {
    return load(request, InputFile.read(request.file()));
  }

  /** The same for a file that is in memory already. */
  static LoadedData load(DataRequest request, InputFile input) {
    RawData raw = DataFormat.of(input).read(input, request);
    LabelChoice.Signs choice = request.labels().apply(raw);
    int d = raw.d();
    List<String> places = new ArrayList<>();
    double[] x = new double[raw.x().length];
    double[] y = new double[raw.n()];
    int kept = 0;
    for (int i = 0; i < raw.n(); i++) {
      Integer sign = choice.signs().get(raw.labels().get(i));
      if (sign != null) {
        System.arraycopy(raw.x(), i * d, x, kept * d, d);
        y[kept++] = sign;
        places.add(raw.places().get(i));
      }
    }
    Preparation.Prepared prepared =
        request
            .preparation()
            .apply(raw.file(), places, Arrays.copyOf(x, kept * d), List.copyOf(raw.features()));
    Dataset dataset =
        new Dataset(
            Matrix.view(prepared.x(), 0, kept, prepared.names().size()), Arrays.copyOf(y, kept));
    return new LoadedData(
        dataset,
        request,
        input.location(),
        raw.format(),
        input.sha256(),
        prepared.names(),
        choice.negative(),
        choice.positive(),
        raw.theta0());
  }
}
