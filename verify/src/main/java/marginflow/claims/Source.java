package marginflow.claims;

/**
 * Where a claim's statement is found.
 *
 * @param paper whose it is
 * @param place theorem or section where certain, or what was derived; may be empty
 */
public record Source(Paper paper, String place) {

  /** Paper and place in one line. */
  public String text() {
    return place.isEmpty() ? paper.title() : paper.title() + ", " + place;
  }
}
