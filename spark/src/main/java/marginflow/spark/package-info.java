/**
 * The engine {@code spark} of sweeps: cells run as partitions of an Apache Spark job, and the table
 * written by Spark.
 *
 * <p>{@link marginflow.spark.SparkEngine} is the driver's side, {@link
 * marginflow.spark.PartitionTask} what runs on executors, {@link marginflow.spark.Partitions} cuts
 * cells into pieces of about the same time, and {@link marginflow.spark.Tables} writes Parquet and
 * CSV.
 *
 * <p>May depend on {@code cli} and {@code sweep}; nothing may depend on it.
 */
package marginflow.spark;
