"""Figures of the post: the scalar maps, and the smallest singular value against the number of matrix products."""

import numpy as np
from chart import Chart

maps = {
    0: lambda x: (3 * x - x**3) / 2,
    2: lambda x: (15 * x - 10 * x**3 + 3 * x**5) / 8,
    1: lambda x: 3.4445 * x - 4.7750 * x**3 + 2.0315 * x**5,
}
low = maps[1](1.05013608)
high = maps[1](low)
x = np.linspace(0, 1.3, 261)
chart = Chart("奇异值的一步映射", (0, 1.3), (0, 1.3), [0, 0.25, 0.5, 0.75, 1, 1.25], [0, 0.25, 0.5, 0.75, 1, 1.25], "迭代前的奇异值", "迭代后的奇异值")
chart.band(low, high)
chart.segment(0, 0, 1.3, 1.3)
for series in (0, 2, 1):
    chart.curve(x, maps[series](x), series)
chart.legend([(0, "p₁（三次）"), (2, "p₂（五次）"), (1, "调过的五次")], 410, 225)
chart.save("matrices", "msign-maps")

def best_cubic(eps):
    eta = np.sqrt((1 + eps + eps**2) / 3)
    return eps * (1 + eps) / (2 * eta**3)

def path(step, cost, total=40):
    xs, ys = [0], [1e-3]
    while xs[-1] + cost <= total:
        xs.append(xs[-1] + cost)
        ys.append(float(step(ys[-1])))
    return xs, ys

chart = Chart("最小奇异值与乘法次数", (0, 40), (8e-4, 2), [0, 10, 20, 30, 40], [1e-3, 1e-2, 1e-1, 1], "矩阵乘法的次数", "最小的奇异值", log="y")
chart.band(low, high)
for series, step, cost in ((0, maps[0], 2), (2, maps[2], 3), (1, maps[1], 3), (3, best_cubic, 2)):
    xs, ys = path(step, cost)
    chart.curve(xs, ys, series, dots=True)
chart.legend([(0, "p₁"), (2, "p₂"), (1, "调过的五次"), (3, "逐步最佳的三次")], 400, 200)
chart.save("matrices", "msign-steps")
