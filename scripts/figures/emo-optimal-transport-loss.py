"""Two classes under gradient flow; the optimum of cross entropy plus transport in the triangle of three classes."""

import math

from svg import Axes, Drawing, figures

drawing = Drawing(420, 330, "两类的梯度流")
axes = Axes(drawing, (60, 40, 340, 230), (0, 40), (-4.2, 4))
axes.frame({v: str(v) for v in (0, 10, 20, 30, 40)}, {v: str(v).replace("-", "−") for v in (-4, -2, 0, 2, 4)}, "时间", "z：目标的得分减去另一类的得分")
sigmoid = lambda z: 1 / (1 + math.exp(-z))
step = 0.01
for rate, kind in ((lambda z: 2 * sigmoid(-z), "a"), (lambda z: 2 * sigmoid(z) * sigmoid(-z), "b dash")):
    z, ts, zs = -4.0, [], []
    for k in range(4001):
        if k % 20 == 0 and z <= 4:
            ts.append(k * step)
            zs.append(z)
        z += step * rate(z)
    axes.curve(ts, zs, kind)
drawing.text(axes.x(11), axes.y(1.9), "交叉熵")
drawing.text(axes.x(25), axes.y(-3.2), "EMO，代价为 1")
drawing.save(figures("losses") / "emo-flow.svg")

q = (0.4, 0.32, 0.28)
C = ((0, 1, 1.05), (1, 0, 0.1), (1.05, 0.1, 0))
d = [sum(a * b for a, b in zip(row, q)) for row in C]
corners = ((210, 40), (50, 280), (370, 280))


def place(p):
    return tuple(sum(weight * corner[k] for weight, corner in zip(p, corners)) for k in (0, 1))


def tilted(lam):
    low, high = -lam * min(d), 1 - lam * min(d)
    for _ in range(200):
        mid = (low + high) / 2
        low, high = (mid, high) if sum(a / (mid + lam * b) for a, b in zip(q, d)) > 1 else (low, mid)
    return [a / (high + lam * b) for a, b in zip(q, d)]


drawing = Drawing(420, 330, "三类的单纯形")
drawing.path(corners, "ink", close=True)
for corner, name, dx, dy, anchor in zip(corners, ("第 1 类", "第 2 类", "第 3 类"), (0, -4, 4), (-10, 20, 20), ("middle",) * 3):
    drawing.text(corner[0] + dx, corner[1] + dy, name, anchor)
drawing.path([place(tilted(10 ** (k / 20 - 2))) for k in range(121)], "a")
drawing.circle(*place(q), 4, "ink-fill")
drawing.text(place(q)[0] + 8, place(q)[1] - 4, "λ = 0：p = q")
for lam in (2, 20):
    x, y = place(tilted(lam))
    drawing.circle(x, y, 3, "a-fill")
    drawing.text(x + 8, y + 14, f"λ = {lam}")
drawing.circle(*corners[1], 4.5, "b-fill")
drawing.text(corners[1][0] - 46, corners[1][1] - 26, "只用 EMO")
drawing.save(figures("losses") / "emo-simplex.svg")
