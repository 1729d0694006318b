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
 * <p>May depend on {@code array}, {@code kernel}, {@code loss}, {@code network}, {@code flow},
 * {@code flow.event}, {@code certificate}, {@code certificate.verdict}, {@code experiment}, {@code
 * network.layered}, {@code io}, {@code io.data}, {@code io.run}; {@code profile}, {@code claims},
 * {@code run}, {@code sweep}, {@code cli}, {@code bench} may depend on it.
 */
@NullMarked
package marginflow.report;

import org.jspecify.annotations.NullMarked;
