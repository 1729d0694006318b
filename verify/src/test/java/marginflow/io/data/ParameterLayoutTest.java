package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.network.Architectures;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ParameterLayoutTest {

  private static final ParameterLayout PLAIN =
      ParameterLayout.standard(Architectures.parse("linear:2-3-1"));

  private static ParameterLayout with(
      List<ParameterLayout.Layer> layers,
      Map<String, int[]> zeros,
      List<String> notRead,
      List<String> remarks) {
    return new ParameterLayout("npz", layers, zeros, notRead, remarks);
  }

  @Test
  void ownNamesNeedNoWordsAndAnyDecisionDoes() {
    List<ParameterLayout.Layer> layers = PLAIN.layers();
    assertFalse(PLAIN.isNoteworthy());
    assertTrue(with(layers, Map.of("b1", new int[] {3}), List.of(), List.of()).isNoteworthy());
    assertTrue(with(layers, Map.of(), List.of("lambda"), List.of()).isNoteworthy());
    assertTrue(with(layers, Map.of(), List.of(), List.of("a remark")).isNoteworthy());
    ParameterLayout.Layer first = layers.getFirst();
    for (ParameterLayout.Layer other :
        List.of(
            new ParameterLayout.Layer(
                first.layer(),
                new ParameterLayout.Part("other", first.weights().shape()),
                first.axes(),
                first.order(),
                Optional.empty()),
            new ParameterLayout.Layer(
                first.layer(), first.weights(), first.axes(), AxisOrder.IN_OUT, Optional.empty()),
            new ParameterLayout.Layer(
                first.layer(),
                first.weights(),
                first.axes(),
                first.order(),
                Optional.of(new ParameterLayout.Part("b1", new int[] {3}))))) {
      assertTrue(
          with(List.of(other, layers.getLast()), Map.of(), List.of(), List.of()).isNoteworthy());
      assertTrue(
          with(List.of(layers.getLast(), other), Map.of(), List.of(), List.of()).isNoteworthy());
    }
  }

  @Test
  void theDocumentHasAllOfIt() {
    ParameterLayout biased = ParameterLayout.standard(Architectures.parse("relu+bias:2-3-1"));
    JsonNode node =
        with(
                biased.layers(),
                Map.of("b9", new int[] {3}),
                List.of("lambda", "epoch"),
                List.of("a remark"))
            .document();
    assertEquals("npz", node.path("format").asString());
    JsonNode first = node.path("layers").path(0);
    assertEquals("W1", first.path("layer").asString());
    assertEquals("W1", first.path("weights").asString());
    assertEquals("[3,2]", first.path("shape").toString());
    assertEquals("b1", first.path("bias").asString());
    assertFalse(first.path("order").asString().isEmpty());
    assertEquals(2, node.path("layers").size());
    assertEquals("[\"b9\"]", node.path("zero_biases").toString());
    assertEquals("[\"lambda\",\"epoch\"]", node.path("not_read").toString());
    assertEquals("[\"a remark\"]", node.path("remarks").toString());
    assertFalse(PLAIN.document().path("layers").path(0).has("bias"));
    String text =
        with(biased.layers(), Map.of("b9", new int[] {3}), List.of("lambda"), List.of("a remark"))
            .text();
    assertEquals(
        "W1 from W1 (3, 2) with bias b1, W2 from W2 (1, 3) with bias b2;"
            + " all zero, read as no bias: b9; no parameters, not read: lambda; a remark",
        text);
    assertEquals("W1 from W1 (3, 2), W2 from W2 (1, 3)", PLAIN.text());
    assertEquals("theta", ParameterLayout.flat("npz", List.of()).text());
  }
}
