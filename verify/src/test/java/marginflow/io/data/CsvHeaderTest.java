package marginflow.io.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import marginflow.io.Notes;
import marginflow.io.data.DataRequest.HeaderLine;
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
          """)
  void namesOrASample(String text, boolean header) {
    TextFile file = new TextFile("d", text.replace("\\n", "\n"), text.length());
    CsvRows rows = new CsvRows(file, CsvSeparator.of(file));
    CsvHeader found =
        CsvHeader.of("d", CsvSurvey.of("d", rows), rows, DataRequest.of("d"), new Notes());
    assertEquals(header, found.present());
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
