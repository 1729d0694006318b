package marginflow.io.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.array.Matrix;
import marginflow.io.BadDataException;
import marginflow.io.Heap;
import marginflow.io.InputFile;
import marginflow.io.Notes;
import marginflow.network.Dataset;

/**
 * Data ready for a network, with everything a report says about where it came from.
 *
 * @param dataset inputs and signs
 * @param request what was asked for
 * @param location absolute path, or the name of the bundled example
 * @param format {@code csv}, {@code npz}, {@code safetensors}, {@code libsvm} or {@code idx}
 * @param sha256 SHA-256 of the file as it lies on disk
 * @param features names of the features, d of them
 * @param negative name of the label that became −1; empty if no sample has it
 * @param positive name of the label that became +1; empty if no sample has it
 * @param theta0 a start that came with the data
 * @param notes what was recognised, left out or renamed, a sentence each
 * @param obstacles what no start can separate
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
    Optional<double[]> theta0,
    List<String> notes,
    Obstacles obstacles) {

  /** The bundled example that stands for no data at all, and the two species it means then. */
  private static final String IRIS = InputFile.EXAMPLE + "iris.csv";

  private static final LabelChoice TWO_SPECIES =
      new LabelChoice(Optional.of(List.of("setosa", "versicolor")), Optional.empty());

  /**
   * Reads, maps labels and prepares features.
   *
   * <p>Labels are chosen for {@code example:iris.csv} where nobody chose: it is the default of
   * every command, and has three.
   *
   * @throws BadDataException if the file cannot be read as what was asked for
   */
  public static LoadedData load(DataRequest request) {
    return load(request, InputFile.read(request.file()));
  }

  /** The same for a file that is in memory already. */
  static LoadedData load(DataRequest request, InputFile input) {
    Notes notes = new Notes();
    try {
      return load(resolved(request, notes), input, notes);
    } catch (BadDataException e) {
      throw e.after(notes);
    } catch (OutOfMemoryError e) {
      // A text table needs some times its size while it is read, how many depends on its content.
      throw Heap.exceeded(
          input.name(), input.content().length + " bytes whose samples take more than that");
    }
  }

  /**
   * What was asked for, with the places of its files for a process that starts in another folder.
   * The label of a text table is a column; of an array or of images it is a file.
   */
  public DataRequest located() {
    boolean labelFile = format.equals("idx") || format.equals("npz");
    return request.at(
        location, labelFile ? request.label().map(InputFile::locate) : request.label());
  }

  private static DataRequest resolved(DataRequest request, Notes notes) {
    if (!request.file().equals(IRIS) || !request.labels().equals(LabelChoice.NONE)) {
      return request;
    }
    notes.add(IRIS, "two of its three species, setosa and versicolor (--classes takes others)");
    return request.withLabels(TWO_SPECIES);
  }

  private static LoadedData load(DataRequest request, InputFile input, Notes notes) {
    RawData raw = DataFormat.read(input, request, notes);
    LabelChoice.Signs choice = request.labels().apply(raw);
    int d = raw.d();
    List<String> places = new ArrayList<>();
    double[] x = raw.x();
    double[] y = new double[raw.n()];
    int kept = 0;
    int unlabelled = 0;
    for (int i = 0; i < raw.n(); i++) {
      Integer sign = choice.signs().get(raw.labels().get(i));
      if (sign != null) {
        System.arraycopy(x, i * d, x, kept * d, d);
        y[kept++] = sign;
        places.add(raw.places().get(i));
      } else if (MissingValue.is(raw.labels().get(i))) {
        unlabelled++;
      }
    }
    if (unlabelled > 0) {
      notes.add(input.name(), "samples without a label, left out: " + unlabelled);
    }
    Preparation.Prepared prepared =
        request
            .preparation()
            .apply(
                raw.file(),
                places,
                kept == raw.n() ? x : Arrays.copyOf(x, kept * d),
                List.copyOf(raw.features()));
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
        raw.theta0(),
        notes.all(),
        Obstacles.of(dataset, places));
  }
}
