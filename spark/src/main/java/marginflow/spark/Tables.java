package marginflow.spark;

import java.nio.file.Path;
import marginflow.sweep.Row;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** The table of a sweep as Spark reads and writes it. */
final class Tables {

  /** The folder of Parquet files. */
  static final String PARQUET = "table.parquet";

  /** The folder of CSV files, written in parallel. */
  static final String CSV = "table.csv.parts";

  private Tables() {}

  /** A column for each of the table's, typed. */
  static StructType schema() {
    StructType schema = new StructType();
    for (String column : Row.COLUMNS) {
      schema = schema.add(column, type(Row.type(column)));
    }
    return schema;
  }

  private static DataType type(Class<?> type) {
    if (type == Long.class) {
      return DataTypes.LongType;
    }
    if (type == Double.class) {
      return DataTypes.DoubleType;
    }
    return type == Boolean.class ? DataTypes.BooleanType : DataTypes.StringType;
  }

  /** Reads the table; a field that does not fit its column's type ends it. */
  static Dataset<org.apache.spark.sql.Row> read(SparkSession session, Path table) {
    return session
        .read()
        .schema(schema())
        .option("header", true)
        .option("escape", "\"")
        .option("mode", "FAILFAST")
        .csv(table.toAbsolutePath().toUri().toString());
  }

  /** Writes both forms beside the table. */
  static void write(SparkSession session, Path table, Path folder) {
    Dataset<org.apache.spark.sql.Row> rows = read(session, table);
    rows.write().mode(SaveMode.Overwrite).parquet(uri(folder.resolve(PARQUET)));
    rows.write()
        .mode(SaveMode.Overwrite)
        .option("header", true)
        .option("escape", "\"")
        .csv(uri(folder.resolve(CSV)));
  }

  private static String uri(Path path) {
    return path.toAbsolutePath().toUri().toString();
  }
}
