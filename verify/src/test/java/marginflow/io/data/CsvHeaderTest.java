package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import marginflow.io.Notes;
import marginflow.io.data.DataRequest.HeaderLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers told from samples. */
class CsvHeaderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `a,b,y\\n1,2,-1\\n3,4,1`                     | true
          `0,1,species\\n1,2,u\\n3,4,v\\n5,6,u`         | true
          `0,1,2\\n5,6,-1\\n7,8,1\\n9,9,1`              | true
          `,0,1,2\\n0,5,6,-1\\n1,7,8,1\\n2,9,9,1`       | true
          `1,2,3,y\\n5,6,7,u\\n7,8,9,v\\n9,9,1,u`       | true
          `2001,2003,y\\n5,6,-1\\n7,8,1`               | true
          `a,2,y\\n5,6,u\\n7,8,v`                      | true
          `0,1,1\\n1,0,1\\n0,0,-1\\n1,1,-1`             | false
          `0,1,u\\n1,0,u\\n0,0,v\\n1,1,v`               | false
          `1,2,u\\n3,4,v`                              | false
          `1,2,-1\\n3,4,1\\n5,6,1`                     | false
          `1.5,2,y\\n3,4,u\\n5,6,v`                    | false
          `nan,2,-1\\n3,4,1\\n5,6,1`                   | false
          `?,?,?\\n3,4,1\\n5,6,1`                      | false
          `0,a\\n1,b\\n2,c`                           | false
          `0,1,a\\n5,6,b\\n7,8,c`                     | true
          `0,2,a\\n5,6,b\\n7,8,c`                     | false
          `1,2,a\\n5,6,b\\n7,8,c`                     | false
          `1,2,3,a\\n5,6,6,b\\n7,8,8,c`                | true
          `2,3,4,a\\n5,6,6,b\\n7,8,8,c`                | false
          `0,1,x,a\\n5,6,b,c\\n7,8,b,d`                | false
          `0,1,a\\n5,6,b`                             | false
          `2,2,y\\n5,6,u\\n7,8,v`                     | false
          `0.5,2,y\\n1,2,1`                           | false
          """)
  void namesOrASample(String text, boolean header) {
    TextFile file = new TextFile("d", text.replace("\\n", "\n"), text.length());
    CsvRows rows = new CsvRows(file, CsvSeparator.of(file));
    CsvHeader found =
        CsvHeader.of("d", CsvSurvey.of("d", rows), rows, DataRequest.of("d"), new Notes());
    assertEquals(header, found.present());
  }

  /** The first column as the label has its 0 again below, the last one its 2 not. */
  @ParameterizedTest
  @CsvSource({"1, false", "3, true", "4, true", "0, true", "000000001, false", "0000000001, true"})
  void numbersThatCountOnAreNamesUnlessTheLabelIsRepeated(String label, boolean header) {
    assertEquals(header, read("0,1,2\n0,5,3\n1,6,4\n1,7,5\n", label).present());
  }

  @Test
  void aNameThatWasAskedForIsThatOfAHeader() {
    String text = "1,2,y\n3,4,u\n5,6,v\n";
    assertEquals(false, read(text, "3").present());
    assertEquals(false, read(text, "2").present());
    assertEquals(true, read(text, "y").present());
  }

  @Test
  void namesFromRAndFromComments() {
    CsvHeader rows = read("a,y\nr1,1,2\nr2,3,4\n", "y");
    assertEquals(List.of("", "a", "y"), rows.names());
    assertEquals(true, rows.rowNames());
    assertEquals(List.of("a", "b"), read("a,b\n1,2\n3,4\n", "b").names());
    CsvHeader title = read("#a, b\n1,2\n3,4\n", "2");
    assertEquals(List.of("a", "b"), title.names());
    assertEquals(false, title.present());
    assertEquals(List.of("a", "b"), read("  #a, b\n1,2\n3,4\n", "2").names());
    assertEquals(List.of(), read("#a, 1\n1,2\n3,4\n", "2").names());
    assertEquals(List.of(), read("#a, b, c\n1,2\n3,4\n", "2").names());
    assertEquals(List.of(), read("1,2\n#a, b\n3,4\n", "2").names());
  }

  private static CsvHeader read(String text, String label) {
    TextFile file = new TextFile("d", text, text.length());
    CsvRows rows = new CsvRows(file, ',');
    DataRequest request =
        new DataRequest(
            "d", Optional.of(label), HeaderLine.AUTO, LabelChoice.NONE, Preparation.NONE);
    return CsvHeader.of("d", CsvSurvey.of("d", rows), rows, request, new Notes());
  }

  @ParameterizedTest
  @CsvSource({"YES, true", "NO, false"})
  void asSaid(HeaderLine choice, boolean header) {
    TextFile file = new TextFile("d", "1,2,y\n3,4,5\n", 12);
    CsvRows rows = new CsvRows(file, ',');
    DataRequest request =
        new DataRequest("d", Optional.empty(), choice, LabelChoice.NONE, Preparation.NONE);
    CsvHeader found = CsvHeader.of("d", CsvSurvey.of("d", rows), rows, request, new Notes());
    assertEquals(header, found.present());
  }
}
