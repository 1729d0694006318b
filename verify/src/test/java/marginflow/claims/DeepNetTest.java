package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import marginflow.certificate.Certificate;
import marginflow.certificate.CertifyOptions;
import marginflow.io.data.DataRequest;
import marginflow.io.data.LabelChoice;
import marginflow.io.data.LoadedData;
import marginflow.io.data.Preparation;
import marginflow.network.Architecture;
import marginflow.network.Dataset;
import marginflow.network.Initialisation;
import org.junit.jupiter.api.Test;

/** The end of a deep ReLU flow, on kinks of both hidden layers, certified. */
final class DeepNetTest {

  /** With the multipliers of one layer's kinks alone the residual is 0.3. */
  @Test
  void kinksOfBothLayersExplainTheEnd() {
    LabelChoice classes =
        new LabelChoice(Optional.of(List.of("setosa", "versicolor")), Optional.empty());
    Dataset data =
        LoadedData.load(
                new DataRequest(
                    "example:iris.csv",
                    Optional.of("species"),
                    DataRequest.HeaderLine.AUTO,
                    classes,
                    Preparation.NONE))
            .dataset();
    Architecture net = Problems.parse("relu:4-20-20-1");
    double[] start = Initialisation.gaussian(net, 2, 0.1);
    RunRecord run =
        new Laboratory().run(Setup.of("deep", net, data, start, -1e6), CertifyOptions.KKT_ONLY);
    Certificate c = run.certificate();
    // Units that stay inert keep their weights while ρ grows to 260: their share is 1/ρ each.
    assertTrue(c.kktResidual() <= 0.01, c.evidence());
    assertTrue(c.evidence().contains("Clarke's subdifferential"), c.evidence());
    assertEquals(c.support().length, Arrays.stream(c.support()).distinct().count());
  }
}
