package marginflow.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every claim holds, and would not if anything else were expected of it. */
final class CatalogueTest {

  @TestFactory
  List<DynamicTest> everyClaimHoldsAndEveryWrongExpectationFails() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Claim claim : Catalogue.all()) {
      tests.add(DynamicTest.dynamicTest(claim.id(), () -> check(claim)));
    }
    return tests;
  }

  private static void check(Claim claim) {
    Measurements measured = claim.protocol().measure(new Laboratory());
    Judgement judgement = claim.judge(measured, 0);
    assertTrue(judgement.holds(), () -> judgement.checks().toString());
    for (Expectation expectation : claim.expectations()) {
      List<Expectation> planted = new ArrayList<>(claim.expectations());
      planted.set(planted.indexOf(expectation), expectation.contradicted());
      assertFalse(
          claim.expecting(planted).judge(measured, 0).holds(),
          () -> claim.id() + " also accepts " + expectation.contradicted().text());
    }
  }

  @Test
  void nothingMeasuredIsNothingShown() {
    for (Claim claim : Catalogue.all()) {
      assertFalse(claim.judge(new Measurements(), 0).holds());
      assertFalse(claim.expecting(List.of()).judge(new Measurements(), 0).holds());
    }
  }

  @Test
  void everyRowIsThereOnce() {
    List<String> ids = Catalogue.all().stream().map(Claim::id).toList();
    Set<String> wanted = new TreeSet<>(List.of("V2b", "F6", "F7", "F8", "E1", "O1", "K1"));
    for (int k = 1; k <= 11; k++) {
      wanted.add("V" + k);
    }
    for (int k = 1; k <= 5; k++) {
      wanted.add("L" + k);
      wanted.add("F" + k);
    }
    assertEquals(wanted, new TreeSet<>(ids));
    assertEquals(wanted.size(), ids.size());
  }
}
