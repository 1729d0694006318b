package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;

class LabelChoiceTest {

  private static RawData labelled(String... labels) {
    List<String> all = List.of(labels);
    return new RawData(
        "f", "csv", new double[all.size()], 1, all, false, List.of("x1"), all, Optional.empty());
  }

  private static LabelChoice choice(String classes, String positive) {
    return new LabelChoice(
        Optional.of(classes).filter(c -> !c.isEmpty()).map(c -> List.of(c.split(",", -1))),
        Optional.of(positive).filter(p -> !p.isEmpty()));
  }

  private static String refusal(LabelChoice choice, RawData data) {
    return assertThrows(BadDataException.class, () -> choice.apply(data)).getMessage();
  }

  @Test
  void numbersAreOrderedByValueBeforeWords() {
    LabelChoice.Signs signs = LabelChoice.NONE.apply(labelled("10", "9", "10"));
    assertEquals(Map.of("9", -1, "10", 1), signs.signs());
    assertEquals(Map.of("2", -1, "a", 1), LabelChoice.NONE.apply(labelled("a", "2")).signs());
    assertEquals(Map.of("2", -1, "a", 1), LabelChoice.NONE.apply(labelled("2", "a")).signs());
    assertEquals(Map.of("a", -1, "b", 1), LabelChoice.NONE.apply(labelled("b", "a")).signs());
    String three = refusal(LabelChoice.NONE, labelled("b", "10", "9", "a", "9"));
    assertTrue(
        three.endsWith("found 4: 9 (2 samples), 10 (1 samples), a (1 samples), b (1 samples)"));
  }

  @Test
  void aDozenLabelsAreListed() {
    List<String> labels = new ArrayList<>();
    for (int k = 0; k < 12; k++) {
      labels.add("l" + k);
    }
    String twelve = refusal(LabelChoice.NONE, labelled(labels.toArray(String[]::new)));
    assertTrue(twelve.contains("found 12: ") && !twelve.contains("…"), twelve);
    labels.add("m");
    String more = refusal(LabelChoice.NONE, labelled(labels.toArray(String[]::new)));
    assertTrue(more.contains("found 13 labels: ") && more.endsWith(", …"), more);
    assertTrue(!more.contains("m (1"), more);
  }

  @Test
  void aChoiceNamesLabelsThatAreThere() {
    RawData data = labelled("a", "b", "c");
    assertTrue(refusal(choice("a,z", ""), data).contains("\"z\" (--classes)"));
    assertTrue(refusal(choice("z,a", ""), data).contains("\"z\" (--classes)"));
    assertTrue(refusal(choice("", "z"), data).contains("\"z\" (--positive)"));
    assertEquals(Map.of("b", -1, "a", 1), choice("a,b", "a").apply(data).signs());
    assertEquals(Map.of("a", -1, "b", 1), choice("a,b", "b").apply(data).signs());
    assertEquals(Optional.of("a, c"), choice("", "b").apply(data).negative());
    for (String wrong : List.of("a", "a,a", "a,b,c")) {
      assertThrows(IllegalArgumentException.class, () -> choice(wrong, ""));
    }
    assertThrows(IllegalArgumentException.class, () -> choice("a,b", "c"));
  }

  @Test
  void aMissingLabelIsRefusedUnlessTheChoiceSettlesIt() {
    assertThrows(BadDataException.class, () -> LabelChoice.NONE.require("f", "NA"));
    assertThrows(BadDataException.class, () -> choice("", "a").require("f", "NA"));
    assertEquals("NA", choice("", "NA").require("f", "NA"));
    assertEquals("NA", choice("a,b", "").require("f", "NA"));
    assertEquals("1", LabelChoice.NONE.require("f", "1.0"));
  }
}
