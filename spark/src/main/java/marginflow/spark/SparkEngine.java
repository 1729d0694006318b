package marginflow.spark;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import marginflow.cli.CellEngine;
import marginflow.cli.CellReport;
import marginflow.cli.CellWork;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import scala.Function2;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.BoxedUnit;

/**
 * Drives a Spark application: each partition is a few cells, and its rows are written down here
 * when it has ended, so that a driver that is killed goes on from them. A partition whose executor
 * is lost is run again elsewhere, with the same bits.
 */
public final class SparkEngine implements CellEngine {

  /** What an executor needs on its command line. */
  private static final String MODULES = "--add-modules jdk.incubator.vector";

  private static final String OPTIONS = "spark.executor.extraJavaOptions";

  /** How often the driver asks whether it is to stop. */
  private static final long TICK_MILLIS = 200;

  private Optional<SparkSession> session = Optional.empty();

  /** An engine that has not begun. */
  public SparkEngine() {}

  @Override
  public String name() {
    return "spark";
  }

  /**
   * What {@code spark-submit} or system properties say, and where they say nothing: the cores of
   * this machine, no web server on it, and warnings alone.
   */
  private static SparkConf settings(int threads) {
    SparkConf conf = new SparkConf();
    if (!conf.contains("spark.master")) {
      conf.setMaster("local[" + threads + "]");
      conf.setIfMissing("spark.ui.enabled", "false");
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    conf.setIfMissing("spark.app.name", "marginflow sweep");
    conf.setIfMissing("spark.log.level", "WARN");
    String options = conf.get(OPTIONS, "");
    if (!options.contains("jdk.incubator.vector")) {
      conf.set(OPTIONS, (options + " " + MODULES).strip());
    }
    return conf;
  }

  private SparkSession session(int threads) {
    if (session.isEmpty()) {
      session = Optional.of(SparkSession.builder().config(settings(threads)).getOrCreate());
    }
    return session.get();
  }

  @Override
  public void run(CellWork work, int[] cells, int threads, Sink sink, BooleanSupplier stop)
      throws IOException {
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session(threads).sparkContext());
    if (cells.length == 0) {
      return;
    }
    List<int[]> pieces = Partitions.of(cells, work::seconds, context.defaultParallelism());
    JavaRDD<int[]> partitions = context.parallelize(pieces, pieces.size());
    AtomicReference<IOException> refused = new AtomicReference<>();
    BooleanSupplier ended = () -> stop.getAsBoolean() || refused.get() != null;
    Thread watch = watch(context, ended);
    try {
      ClassTag<CellReport[]> tag = ClassTag$.MODULE$.apply(CellReport[].class);
      context.sc().runJob(partitions.rdd(), new PartitionTask(work), taker(sink, refused), tag);
    } catch (Exception e) { // Scala's methods throw what they do not declare
      if (!ended.getAsBoolean()) {
        throw new IllegalStateException("Spark gave up: " + e.getMessage(), e);
      }
    } finally {
      watch.interrupt();
    }
    if (refused.get() != null) {
      throw refused.get();
    }
  }

  /** Hands on the reports of a partition; called on one thread of the driver. */
  private static Function2<Object, CellReport[], BoxedUnit> taker(
      Sink sink, AtomicReference<IOException> refused) {
    return (partition, reports) -> {
      try {
        for (CellReport report : reports) {
          if (refused.get() == null) {
            sink.take(report);
          }
        }
      } catch (IOException e) {
        refused.compareAndSet(null, e);
      }
      return BoxedUnit.UNIT;
    };
  }

  /** Cancels the job when there is a reason to end. */
  private static Thread watch(JavaSparkContext context, BooleanSupplier ended) {
    return Thread.ofPlatform()
        .daemon()
        .name("spark-watch")
        .start(() -> {
          try {
            while (!ended.getAsBoolean()) {
              Thread.sleep(TICK_MILLIS);
            }
            context.cancelAllJobs();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  @Override
  public void write(Path table, Path folder) {
    Tables.write(session(1), table, folder);
  }

  @Override
  public void close() {
    session.ifPresent(SparkSession::stop);
  }
}
