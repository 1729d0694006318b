package marginflow.reference;

/**
 * What the kinks of a located flow did.
 *
 * @param crossings pairs that changed side
 * @param entries pairs that began to slide
 * @param releases pairs that stopped sliding
 * @param reversals output weights that passed 0 while their unit slid: the flow is not unique
 * @param passages units that went straight through w = 0
 * @param holds units that came to stay at w = 0
 */
public record KinkCounts(
    int crossings, int entries, int releases, int reversals, int passages, int holds) {

  static final KinkCounts NONE = new KinkCounts(0, 0, 0, 0, 0, 0);

  /** Whether the flow is one of several. */
  public boolean ambiguous() {
    return reversals > 0;
  }

  KinkCounts crossed() {
    return new KinkCounts(crossings + 1, entries, releases, reversals, passages, holds);
  }

  KinkCounts entered() {
    return new KinkCounts(crossings, entries + 1, releases, reversals, passages, holds);
  }

  KinkCounts released(int pairs) {
    return new KinkCounts(crossings, entries, releases + pairs, reversals, passages, holds);
  }

  KinkCounts reversed() {
    return new KinkCounts(crossings, entries, releases, reversals + 1, passages, holds);
  }

  KinkCounts passed() {
    return new KinkCounts(crossings, entries, releases, reversals, passages + 1, holds);
  }

  KinkCounts heldUp() {
    return new KinkCounts(crossings, entries, releases, reversals, passages, holds + 1);
  }
}
