"""Gain of the filter from gradient to update; Lion with weight decay walks to the optimum of a box."""

import math

from svg import Axes, Drawing, figures

drawing = Drawing(420, 330, "三组系数的频率响应")
left = Axes(drawing, (60, 40, 340, 230), (1e-3, math.pi), (1e-3, 1.5), (math.log10, math.log10))
left.frame({1e-3: "0.001", 1e-2: "0.01", 0.1: "0.1", 1: "1"}, {1e-3: "0.001", 1e-2: "0.01", 0.1: "0.1", 1: "1"}, "角频率 ω", "增益 |H|")


def gain(b1, b2, w):
    z = complex(math.cos(w), -math.sin(w))
    return abs((1 - b1) + b1 * (1 - b2) * z / (1 - b2 * z))


ws = [10 ** (-3 + (math.log10(math.pi) + 3) * k / 160) for k in range(161)]
for b1, b2, kind in ((0.9, 0.99, "a"), (0.9, 0.9, "b dash"), (0.99, 0.99, "c dot")):
    left.curve(ws, [gain(b1, b2, w) for w in ws], kind)
left.drawing.text(left.x(0.0013), left.y(0.0075), "β₁, β₂：")
for k, (kind, label) in enumerate((("a", "0.9, 0.99（Lion）"), ("b dash", "0.9, 0.9"), ("c dot", "0.99, 0.99"))):
    y = left.y(0.0045) + 17 * k
    drawing.line(left.x(0.0013), y - 4, left.x(0.0013) + 24, y - 4, kind)
    drawing.text(left.x(0.0013) + 30, y, label)

drawing.save(figures("optimizers") / "lion-filter.svg")

drawing = Drawing(420, 330, "Lion 的轨道停在盒子的边上")
right = Axes(drawing, (50, 40, 270, 239), (-1.7, 2.2), (-1.7, 1.75))
right.frame({-1: "−1", 0: "0", 1: "1", 2: "2"}, {-1: "−1", 0: "0", 1: "1"}, "θ₁", "θ₂")
A, centre = ((2.0, 0.6), (0.6, 1.0)), (1.7, 0.4)
drawing.rect(right.x(-1), right.y(1), right.x(1) - right.x(-1), right.y(-1) - right.y(1), "wash")
root = math.sqrt(0.25 + 0.36)
axes = [(1.5 + root, math.atan2(1.5 + root - 2.0, 0.6)), (1.5 - root, math.atan2(1.5 - root - 2.0, 0.6))]
for level in (0.1, 0.42, 1.2, 2.6):
    xs, ys = [], []
    for k in range(121):
        t = 2 * math.pi * k / 120
        p = [math.sqrt(2 * level / value) * part for (value, _), part in zip(axes, (math.cos(t), math.sin(t)))]
        xs.append(centre[0] + p[0] * math.cos(axes[0][1]) + p[1] * math.cos(axes[1][1]))
        ys.append(centre[1] + p[0] * math.sin(axes[0][1]) + p[1] * math.sin(axes[1][1]))
    runs, run = [], []
    for x, y in zip(xs, ys):
        if -1.7 <= x <= 2.2 and -1.7 <= y <= 1.75:
            run.append((x, y))
        elif run:
            runs.append(run)
            run = []
    runs.append(run)
    for piece in runs:
        if len(piece) > 1:
            right.curve(*zip(*piece), "rule")
drawing.rect(right.x(-1), right.y(1), right.x(1) - right.x(-1), right.y(-1) - right.y(1), "ink dash")
theta, m, eta, b1, b2 = [-1.5, 1.6], [0.0, 0.0], 0.04, 0.9, 0.99
xs, ys = [theta[0]], [theta[1]]
for _ in range(400):
    g = [sum(a * (t - c) for a, t, c in zip(row, theta, centre)) for row in A]
    c = [b1 * p + (1 - b1) * q for p, q in zip(m, g)]
    theta = [t - eta * ((v > 0) - (v < 0) + t) for t, v in zip(theta, c)]
    m = [b2 * p + (1 - b2) * q for p, q in zip(m, g)]
    xs.append(theta[0])
    ys.append(theta[1])
right.curve(xs, ys, "a")
drawing.circle(right.x(xs[0]), right.y(ys[0]), 3, "a-fill")
drawing.circle(right.x(1), right.y(0.82), 4, "b-fill")
drawing.circle(right.x(centre[0]), right.y(centre[1]), 3, "ink-fill")
drawing.text(right.x(centre[0]) + 2, right.y(centre[1]) + 18, "无约束", "middle")
drawing.text(right.x(1) + 8, right.y(0.82) - 6, "KKT 点")
drawing.text(right.x(xs[0]) + 6, right.y(ys[0]) - 2, "起点")
drawing.text(right.x(-0.95), right.y(-0.95) - 4, "|θᵢ| ≤ 1/λ")
drawing.save(figures("optimizers") / "lion-box.svg")
