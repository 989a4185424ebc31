"""The reverse conditional of two steps when the data are ±1, and the Gaussian with the same mean and variance."""

import math

from chart import Chart

b1, b2 = 0.1, 0.2
a1, a2 = 1 - b1, (1 - b1) * (1 - b2)
centre, var = math.sqrt(a1) * b2 / (1 - a2), (1 - a1) / (1 - a2) * b2


def normal(x, mean, variance):
    return math.exp(-((x - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)


chart = Chart("给定 x₂ = 0 时 x₁ 的条件密度", (-2, 2), (0, 1.05), (-2, -1, 0, 1, 2), (0, 0.5, 1), "x₁", "密度")
xs = [-2 + 4 * k / 320 for k in range(321)]
chart.curve(xs, [(normal(x, centre, var) + normal(x, -centre, var)) / 2 for x in xs], 0)
chart.curve(xs, [normal(x, 0, var + centre**2) for x in xs], 1)
chart.legend(((0, "真实的 q(x₁|x₂ = 0)"), (1, "均值、方差相同的高斯")), 76, 46)
chart.save("diffusion", "ddpm-two-peaks")
