"""The worked example of ../theory.md: its input, its table and its picture.

    python3 docs/example/sliding.py input         writes two-points.csv and start.npz
    python3 docs/example/sliding.py table FOLDER  prints the table from a run folder
    python3 docs/example/sliding.py draw FOLDER   writes sliding.svg from a run folder

Needs NumPy.
"""

import csv
import math
import pathlib
import sys

import numpy as np

HERE = pathlib.Path(__file__).parent
X = np.array([[0.6, 0.8], [1.0, 0.0]])
Y = np.array([1.0, -1.0])


def write_input():
    rows = ["x1,x2,y"] + [f"{x[0]:g},{x[1]:g},{y:g}" for x, y in zip(X, Y)]
    (HERE / "two-points.csv").write_text("\n".join(rows) + "\n")
    np.savez(HERE / "start.npz", W1=np.full((2, 2), 0.5), W2=np.array([[0.4, -0.5]]))


def states(folder):
    """τ, log10 loss and what θ says at every sampled state."""
    file = np.load(pathlib.Path(folder) / "samples.npz")
    for tau, loss, theta in zip(file["tau"], file["log10_loss"], file["theta"]):
        w, a = theta[:4].reshape(2, 2), theta[4:]
        q = Y * (np.maximum(X @ w.T, 0) @ a)
        p = np.exp(q.min() - q)
        yield tau, loss, w, a, q, p / p.sum()


def print_table(folder):
    print("| log10 loss | τ | w₁ · x₂ | w₂ · x₁ | p₁ | p₂ | ξ₁ = 0.6 p₁/p₂ | ρ² | γ |")
    print("|---|---|---|---|---|---|---|---|---|")
    wanted = [0.35, 0.15, 0.0, -1, -4, -7.5, -10, -100, -1e4, -1e6]
    for tau, loss, w, a, q, p in states(folder):
        if wanted and loss <= wanted[0] + 1e-9:
            wanted.pop(0)
            square = (w**2).sum() + (a**2).sum()
            kinks = [w[0] @ X[1], w[1] @ X[0]]
            slides = [abs(z) < 1e-9 * np.linalg.norm(v) for z, v in zip(kinks, w)]
            z = ["slides" if s else f"{k:.4f}" for s, k in zip(slides, kinks)]
            print(
                f"| {round(loss, 12) + 0.0:.6g} | {tau:.3f} | {z[0]} | {z[1]}"
                f" | {p[0]:.4f} | {p[1]:.4f} |"
                f" {f'{0.6 * p[0] / p[1]:.4f}' if slides[0] else ''} |"
                f" {square:.5g} | {q.min() / square:.10f} |"
            )


class Panel:
    """A rectangle of the picture with axes of its own."""

    def __init__(self, left, top, width, height, x, y):
        self.box, self.x, self.y, self.parts = (left, top, width, height), x, y, []

    def at(self, x, y):
        left, top, width, height = self.box
        return (
            left + width * (x - self.x[0]) / (self.x[1] - self.x[0]),
            top + height * (self.y[1] - y) / (self.y[1] - self.y[0]),
        )

    def line(self, points, style):
        path = " ".join("{:.1f},{:.1f}".format(*self.at(*p)) for p in points)
        self.parts.append(f'<polyline points="{path}" fill="none" {style}/>')

    def text(self, x, y, words, style=""):
        px, py = self.at(x, y)
        self.parts.append(f'<text x="{px:.1f}" y="{py:.1f}" {style}>{words}</text>')

    def dot(self, x, y, colour):
        px, py = self.at(x, y)
        self.parts.append(f'<circle cx="{px:.1f}" cy="{py:.1f}" r="4" fill="{colour}"/>')

    def arrow(self, x, y, dx, dy):
        self.line([(x, y), (x + dx, y + dy)], 'stroke="#888" marker-end="url(#tip)"')

    def frame(self):
        left, top, width, height = self.box
        self.parts.append(
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}"'
            ' fill="none" stroke="#bbb"/>'
        )


def plane(folder):
    """The first unit's weights, the velocities on both sides of its surfaces, and its path."""
    panel = Panel(20, 40, 400, 360, (-1.1, 1.3), (-0.36, 1.8))
    for gx in np.arange(-0.95, 1.3, 0.3):
        for gy in np.arange(-0.2, 1.8, 0.3):
            active = np.array([gx, gy]) @ X.T > 0
            v = 0.5 * (active[0] * X[0] - active[1] * X[1])
            if np.linalg.norm(v) > 0:
                panel.arrow(gx, gy, *(0.35 * v))
    panel.line([(0, -0.36), (0, 1.8)], 'stroke="#0072b2" stroke-dasharray="5 4"')
    panel.line([(-1.1, 0.825), (0.48, -0.36)], 'stroke="#d55e00" stroke-dasharray="5 4"')
    panel.text(-0.34, 0.55, "w · x₂ = 0", 'fill="#0072b2"')
    panel.text(-0.9, 0.42, "w · x₁ = 0", 'fill="#d55e00"')
    path, slide = [], []
    for _, _, w, _, _, _ in states(folder):
        if np.linalg.norm(w[0]) < 1.75:
            on = abs(w[0] @ X[1]) < 1e-9
            (slide if on else path).append(tuple(w[0]))
    path.append(slide[0])
    panel.line(path, 'stroke="#000" stroke-width="2"')
    panel.line(slide, 'stroke="#000" stroke-width="5" stroke-linecap="round"')
    panel.dot(*path[0], "#000")
    panel.text(path[0][0] + 0.05, path[0][1] + 0.06, "start", 'font-weight="bold"')
    panel.text(0.06, 1.66, "slides", 'font-weight="bold"')
    panel.frame()
    return panel


def steps(folder):
    """Steps of the run beside the longest stable one of an explicit pair."""
    panel = Panel(510, 40, 400, 360, (0, 22), (-7, 1))
    with open(pathlib.Path(folder) / "trace.csv", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))[1:]
    taken = [(float(r["tau"]), math.log10(float(r["step_size"]))) for r in rows]
    stable = [
        (float(r["tau"]), math.log10(3.3 / (0.16 * math.exp(2 * float(r["log_norm"])))))
        for r in rows
        if float(r["log10_loss"]) < -5
    ]
    panel.line(taken, 'stroke="#000" stroke-width="2"')
    for point in taken:
        panel.dot(*point, "#000")
    panel.line(stable, 'stroke="#d55e00" stroke-width="2"')
    panel.text(9.5, -0.75, "steps taken", 'font-weight="bold"')
    panel.text(8.2, -4.6, "3.3 / (0.16 ρ²)", 'fill="#d55e00"')
    for y in range(-7, 2, 2):
        panel.text(-0.4, y, f"10<tspan dy='-4' font-size='9'>{y}</tspan>", 'text-anchor="end"')
    for x in range(0, 21, 5):
        panel.text(x, -7.4, f"{x}", 'text-anchor="middle"')
    panel.text(21.5, -7.4, "τ")
    panel.frame()
    return panel


def draw(folder):
    panels = [plane(folder), steps(folder)]
    heads = ["the first unit's weights, and the velocities for p = (½, ½), a = 1", "step length"]
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 940 430" width="940" height="430"'
        ' font-family="sans-serif" font-size="13">',
        '<defs><marker id="tip" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="5"'
        ' markerHeight="5" orient="auto"><path d="M0 0L6 3L0 6z" fill="#888"/></marker></defs>',
        '<rect width="940" height="430" fill="#fff"/>',
    ]
    for panel, head in zip(panels, heads):
        parts.append(f'<text x="{panel.box[0]}" y="26" font-weight="bold">{head}</text>')
        parts.extend(panel.parts)
    (HERE / "sliding.svg").write_text("\n".join(parts) + "\n</svg>\n", encoding="utf-8")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["input"]:
            write_input()
        case ["table", run]:
            print_table(run)
        case ["draw", run]:
            draw(run)
        case _:
            sys.exit(__doc__)
