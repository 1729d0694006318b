package marginflow.sweep;

import java.util.OptionalLong;
import marginflow.io.data.LoadedData;
import tools.jackson.databind.JsonNode;

/** One value of the axis {@link Axis#DATA}: samples with their labels. */
sealed interface DataSource permits FileData, RandomData {

  /** What tables call it. */
  String text();

  /** What decides its samples, whatever place they came from: part of a cell's hash. */
  String identity();

  /** What it has in common with data that differ in nothing but chance. */
  String family();

  /** Its seed, if it has one. */
  OptionalLong chance();

  /** Number of samples. */
  int n();

  /** Number of features. */
  int d();

  /** The samples. */
  LoadedData load();

  /** It as a description has it. */
  JsonNode document();
}
