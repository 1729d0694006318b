/**
 * What a person looks at: the figures of a run as SVG and PNG, and {@code report.html}, one file
 * that needs no network. {@link marginflow.report.RunData} is all that this package is told of a
 * run; {@link marginflow.report.Figures} and {@link marginflow.report.Report} are the two ways in.
 *
 * <p>Each figure of a run is a class of its own, listed in {@link marginflow.report.Figures}, that
 * says of which runs there is something to show. A figure is a {@link marginflow.report.Drawing}, a
 * list of marks in picture units, written by {@link marginflow.report.SvgWriter} or {@link
 * marginflow.report.PngWriter}: what the two show is the same by construction. Tried and rejected:
 * JFreeChart with Batik (paper-ready, but eleven jars for five figures, and a decision boundary of
 * 12 MB as rectangles) and Vega-Lite (0.87 MB of script in every report).
 *
 * <p>Only {@code marginflow.cli} and {@code marginflow.bench} may depend on this package. It may
 * use the kernels module.
 */
@NullMarked
package marginflow.report;

import org.jspecify.annotations.NullMarked;
