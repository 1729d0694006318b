package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import marginflow.io.BadDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Separators found by what they make of the rows, and rows split by them. */
class CsvSeparatorTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '&',
      quoteCharacter = '`',
      textBlock =
          """
          `1,2,a\\n3,4,b`                & `,`
          `1, 2, a\\n3, 4, b`            & `,`
          `1,5;2,5;-1\\n2,5;3,5;1`       & `;`
          `1,5;a\\n2,5;b`                & `;`
          `1,2,a;b\\n3,4,c;d`            & `,`
          `a b,c d,y\\n1,2,u\\n3,4,v`     & `,`
          `1|2|a\\n3|4|b`                & `|`
          `1 2 a\\n3 4 b`                & ` `
          `  1  2.5\\ta\\n3   4 b`        & ` `
          `1,5 2,5 -1\\n1,5 2,5 1`       & ` `
          `"a,b";1;u\\n"c,d";2;v`        & `;`
          `a\tb`                        & `\t`
          `a;b,c;d`                     & `;`
          `a b`                         & ` `
          `a`                           & `,`
          `1,2;3\\n4`                   & `,`
          `1;2;3,4\\n4`                 & `;`
          ``                            & `,`
          `# a;b;c\\n1,2,3\\n4,5,6`     & `,`
          `  # a;b;c\\n1|2|3\\n4|5|6`   & `|`
          `1,2,3 4\\n5,6,7 8`           & `,`
          """)
  void ofTheRows(String text, char separator) {
    assertEquals(separator, CsvSeparator.of(file(text.replace("\\n", "\n"))));
  }

  @Test
  void wordsQuotesAndComments() {
    List<CsvRows.Row> rows = new ArrayList<>();
    CsvRows table =
        new CsvRows(file("# a b\n\"x y\" 1 # said \"so\"\n\n  # more\n\"q\"\"\" 2\n"), ' ');
    table.forEach(rows::add);
    assertEquals(
        List.of(new CsvRows.Row(2, List.of("x y", "1")), new CsvRows.Row(5, List.of("q\"", "2"))),
        rows);
    assertEquals(3, table.comments());
    assertEquals(1, table.firstComment());
    assertEquals(List.of("a", "b"), table.title().orElseThrow().fields());
  }

  @Test
  void quotedWordsEndAtAQuoteWithABlankBehindIt() {
    assertEquals(List.of("x\"y", "1"), words("\"x\"\"y\" 1"));
    assertEquals(List.of("1", "x"), words("1 \"x\""));
    assertEquals(List.of("1", ""), words("1 \"\""));
    assertEquals(List.of("a b"), words("  \"a b\"  "));
    for (String open : List.of("\"a", "\"a\"b", "1 \"", "\"a\"\"")) {
      BadDataException refused = assertThrows(BadDataException.class, () -> words(open), open);
      assertEquals(true, String.valueOf(refused.getMessage()).startsWith("d, line 1, column 1"));
    }
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    new CsvRows(file(line), ' ').forEach(row -> words.addAll(row.fields()));
    return words;
  }

  @Test
  void aCommentBehindANumberIsNoPartOfALabel() {
    List<CsvRows.Row> rows = new ArrayList<>();
    CsvRows table = new CsvRows(file("1,-1 # outlier\n2,item #3\n  # 3,1\n4,\"#5\"\n"), ',');
    table.forEach(rows::add);
    assertEquals(
        List.of(List.of("1", "-1 "), List.of("2", "item #3"), List.of("4", "#5")),
        rows.stream().map(CsvRows.Row::fields).toList());
    assertEquals(2, table.comments());
  }

  private static TextFile file(String text) {
    return new TextFile("d", text, text.length());
  }
}
