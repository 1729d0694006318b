package marginflow.claims;

/** Measures what a claim is about, knowing nothing of what is expected. */
@FunctionalInterface
public interface Protocol {

  /** Runs everything the claim needs and says what was found. */
  Measurements measure(Laboratory laboratory);
}
