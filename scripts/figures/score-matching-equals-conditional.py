"""The two conditional scores of the example and the true score, their mean under the posterior; the density below."""

import math

from chart import Chart

a, sigma = 0.8, 0.6
xs = [-2.4 + 4.8 * k / 320 for k in range(321)]
chart = Chart("条件得分与真得分", (-2.4, 2.4), (-6.2, 6.2), (-2, -1, 0, 1, 2), (-6, -3, 0, 3, 6), "x", "得分")
chart.curve(xs, [-(x - a) / sigma**2 for x in xs], 1)
chart.curve(xs, [-(x + a) / sigma**2 for x in xs], 2)
chart.curve(xs, [(a * math.tanh(a * x / sigma**2) - x) / sigma**2 for x in xs], 0)
density = [sum(math.exp(-((x - a * z) ** 2) / (2 * sigma**2)) for z in (-1, 1)) / 2 / math.sqrt(2 * math.pi * sigma**2) for x in xs]
chart.curve(xs, [-6.2 + 6 * d for d in density], 3)
chart.note(0, -5.5, "密度 p（不按比例）", "middle")
chart.legend(((0, "真得分"), (1, "条件得分，x₀ = 1"), (2, "条件得分，x₀ = −1")), 370, 46)
chart.save("diffusion", "score-conditional")
