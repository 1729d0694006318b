package marginflow.io;

import java.util.ArrayList;
import java.util.List;

/**
 * What a reader made of a file that its author may have meant otherwise: a header, row numbers, a
 * decimal comma, arrays found by another name. Commands print these sentences and keep them in
 * their documents, so that nothing is recognised, left out or renamed in silence.
 */
public final class Notes {

  private final List<String> sentences = new ArrayList<>();

  /** Begins with none. */
  public Notes() {}

  /**
   * Says something.
   *
   * @param place the file, and the part of it where there is one
   * @param sentence what was made of it, and how to have it otherwise
   */
  public void add(String place, String sentence) {
    sentences.add(Printable.line(place + ": " + sentence));
  }

  /** Everything said, in order. */
  public List<String> all() {
    return List.copyOf(sentences);
  }
}
