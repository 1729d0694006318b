package marginflow.claims;

import java.util.TreeSet;

/** Words collected over several runs: one word if they all agree, else all of them. */
final class Words {

  private final TreeSet<String> words = new TreeSet<>();

  void add(String word) {
    words.add(word);
  }

  String text() {
    return String.join(", ", words);
  }
}
