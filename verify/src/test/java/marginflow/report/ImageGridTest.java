package marginflow.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import marginflow.report.Mark.Pixels;
import org.junit.jupiter.api.Test;

class ImageGridTest {

  @Test
  void channelsStandSideBySideOnAScaleOfTheirOwn() {
    double[] features = {1, -2, 3, 4, 5, -8, 7, 6};
    ImageTiles.Tile tile = new ImageGrid(2, 2, 2).tile(features, "", Ink.FIRST, Ink.SECOND);
    assertEquals(4, tile.columns());
    double[] expected = {1, 3, -2, 4, 5, 7, -8, 6};
    for (int k = 0; k < expected.length; k++) {
      expected[k] /= 8;
    }
    assertArrayEquals(expected, tile.values());
  }

  @Test
  void zerosAreBlank() {
    double[] values =
        new ImageGrid(1, 2, 1).tile(new double[2], "", Ink.FIRST, Ink.SECOND).values();
    assertArrayEquals(new double[2], values);
  }

  @Test
  void featuresOfDigitsAreImagesAndOthersAreNot() {
    assertEquals("8 × 8", ImageGrid.of(ToyRun.of(64)).orElseThrow().text());
    assertTrue(ImageGrid.of(ToyRun.of(6)).isEmpty());
  }

  @Test
  void runsOnDigitsShowUnitsAndSupportSamples() {
    RunData run = ToyRun.of(64);
    var figures = Figures.of(run);
    assertTrue(pixels(figures, "units") > 1);
    assertTrue(pixels(figures, "support") > 0);
    String page = Report.page(run);
    assertTrue(page.contains("data:image/png;base64,"));
    assertFalse(page.contains("x<sub>1</sub>"), "single features");
    assertFalse(Figures.of(ToyRun.of(2)).containsKey("units"));
  }

  @Test
  void opacityIsTheSizeAndColourTheSign() {
    Pixels pixels =
        new Pixels(
            new Mark.Point(0, 0),
            new Mark.Point(1, 1),
            1,
            3,
            new double[] {1, -0.2, 0},
            Ink.FIRST,
            Ink.SECOND);
    var image = PngWriter.image(pixels);
    assertEquals(0xff0072b2, image.getRGB(0, 0));
    assertEquals(0x33d55e00, image.getRGB(1, 0));
    assertEquals(0, image.getRGB(2, 0) >>> 24);
  }

  private static long pixels(Map<String, Drawing> figures, String name) {
    List<Mark> marks = Objects.requireNonNull(figures.get(name), name).marks();
    return marks.stream().filter(Pixels.class::isInstance).count();
  }
}
