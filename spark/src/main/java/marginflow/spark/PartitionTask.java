package marginflow.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import marginflow.cli.CellReport;
import marginflow.cli.CellWork;
import org.apache.spark.TaskContext;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** Runs the cells of a partition on an executor, one after the other. */
final class PartitionTask extends AbstractFunction1<Iterator<int[]>, CellReport[]>
    implements Serializable {

  private static final long serialVersionUID = 1;

  private final CellWork work;

  PartitionTask(CellWork work) {
    this.work = work;
  }

  @Override
  public CellReport[] apply(Iterator<int[]> pieces) {
    TaskContext context = TaskContext.get();
    BooleanSupplier stop = context::isInterrupted;
    List<CellReport> reports = new ArrayList<>();
    while (pieces.hasNext()) {
      for (int cell : pieces.next()) {
        reports.add(work.run(cell, stop));
      }
    }
    return reports.toArray(CellReport[]::new);
  }
}
