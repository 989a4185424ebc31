"""Distance to ReLU of three smooth approximations whose largest second derivative is 1/4."""

import math

from chart import Chart

CURVATURE = 0.25


def squareplus(x):
    b = 1 / (2 * CURVATURE) ** 2
    return (math.sqrt(x * x + b) - abs(x)) / 2


def softplus(x):
    return math.log1p(math.exp(-abs(x)))


def parabola(x):
    edge = 1 / (2 * CURVATURE)
    return CURVATURE / 2 * max(edge - abs(x), 0.0) ** 2


chart = Chart("同样的最大曲率，离 ReLU 的距离", (-8, 8), (0, 1.05), (-8, -4, 0, 4, 8), (0, 0.25, 0.5, 0.75, 1), "x", "误差")
grid = [-8 + 16 * k / 320 for k in range(321)]
for series, gap in enumerate((squareplus, softplus, parabola)):
    chart.curve(grid, [gap(x) for x in grid], series)
    chart.dots([(0, gap(0))], series)
chart.legend([(0, "squareplus，b = 4"), (1, "softplus"), (2, "抛物线拼接")], 370, 50)
chart.save("others", "squareplus-gap")
