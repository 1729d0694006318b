package marginflow.report;

import java.util.List;

/**
 * A picture, independent of any file format.
 *
 * @param title what it shows, for people who do not see it
 * @param width in picture units
 * @param height in picture units
 * @param marks from the back to the front
 */
public record Drawing(String title, int width, int height, List<Mark> marks) {

  /** Copies the marks. */
  public Drawing {
    marks = List.copyOf(marks);
  }
}
