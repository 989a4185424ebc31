"""The plane of three centres with the radical lines; how errors grow when the target is near the plane."""

import math

from svg import Axes, Drawing, figures

drawing = Drawing(420, 360, "三个球在球心所在平面上的截面")
axes = Axes(drawing, (20, 20, 380, 310), (-10.5, 15.5), (-9.8, 11.4))
centres, radii, foot = ((0, 0), (-3, -2), (7, -1)), (3, 6, 7), (1, 2)
pixel = axes.x(1) - axes.x(0)
for (x, y), radius, kind in zip(centres, radii, ("a", "b", "c")):
    drawing.circle(axes.x(x), axes.y(y), radius * pixel, kind)
    drawing.circle(axes.x(x), axes.y(y), 2.5, f"{kind}-fill")
for (i, j), reach in (((0, 1), (-4.5, 4.5)), ((0, 2), (-5.5, 5.5)), ((1, 2), (-7.5, 7))):
    dx, dy = centres[j][0] - centres[i][0], centres[j][1] - centres[i][1]
    size = math.hypot(dx, dy)
    ends = [(foot[0] - dy / size * s, foot[1] + dx / size * s) for s in reach]
    axes.curve(*zip(*ends), "ink thin dash")
axes.curve(*zip(*centres, centres[0]), "rule")
drawing.circle(axes.x(1), axes.y(2), 4, "ink-fill")
drawing.text(axes.x(1) + 9, axes.y(2) - 6, "垂足 (1, 2)")
for (x, y), name, dx in zip(centres, ("a₁", "a₂", "a₃"), (6, -18, 7)):
    drawing.text(axes.x(x) + dx, axes.y(y) + 14, name)
drawing.save(figures("others") / "trilateration-plane.svg")

base = ((0.0, 0.0, 0.0), (10.0, 0.0, 0.0), (3.0, 9.0, 0.0))


def growth(h):
    target = (4.0, 3.0, h)
    rows = []
    for a in base:
        diff = [t - s for t, s in zip(target, a)]
        size = math.sqrt(sum(v * v for v in diff))
        rows.append([v / size for v in diff])
    M = [[sum(row[i] * row[j] for row in rows) for j in range(3)] for i in range(3)]
    det = sum(M[0][i] * (M[1][(i + 1) % 3] * M[2][(i + 2) % 3] - M[1][(i + 2) % 3] * M[2][(i + 1) % 3]) for i in range(3))
    minors = [M[(i + 1) % 3][(i + 1) % 3] * M[(i + 2) % 3][(i + 2) % 3] - M[(i + 1) % 3][(i + 2) % 3] ** 2 for i in range(3)]
    radii = [sum((t - s) ** 2 for t, s in zip(target, a)) for a in base]
    return math.sqrt(sum(minors) / det), 1 / (h * math.sqrt(sum(1 / r for r in radii)))


drawing = Drawing(420, 330, "误差的放大倍数与高")
axes = Axes(drawing, (60, 40, 340, 230), (0.03, 100), (0.5, 200), (math.log10, math.log10))
axes.frame({0.1: "0.1", 1: "1", 10: "10", 100: "100"}, {1: "1", 10: "10", 100: "100"}, "高 h", "误差的放大倍数")
hs = [10 ** (math.log10(0.03) + k * (2 - math.log10(0.03)) / 160) for k in range(161)]
values = [growth(h) for h in hs]
axes.curve(hs, [v[0] for v in values], "a")
axes.curve(*zip(*[(h, v[1]) for h, v in zip(hs, values) if v[1] > 0.5]), "b dash")
axes.curve((0.03, 100), (math.sqrt(3),) * 2, "ink dot")
drawing.text(axes.x(0.25), axes.y(25), "放大倍数")
drawing.text(axes.x(0.035), axes.y(4), "式(27) 的下界")
drawing.text(axes.x(0.035), axes.y(1.25), "√3")
drawing.save(figures("others") / "trilateration-error.svg")
