"""The logsumexp of (x, 0) at two temperatures between the maximum and the maximum plus log 2, with the bound by the mean."""

import math

from chart import Chart

LOG2 = math.log(2)


def lse(x, tau):
    return max(x, 0) + tau * math.log1p(math.exp(-abs(x) / tau))


chart = Chart("logsumexp 夹在最大值与最大值加 log 2 之间", (-3, 3), (-0.6, 3.8), (-3, -2, -1, 0, 1, 2, 3), (0, 1, 2, 3), "x₁")
xs = [-3 + 6 * k / 240 for k in range(241)]
chart.curve(xs, [max(x, 0) + LOG2 for x in xs], 2)
chart.curve(xs, [x / 2 + LOG2 for x in xs], 1)
chart.curve(xs, [max(x, 0) for x in xs], 3)
chart.curve(xs, [lse(x, 1) for x in xs], 0)
chart.curve(xs, [lse(x, 0.3) for x in xs], 0)
chart.note(0.55, 0.22, "τ = 0.3")
chart.note(0.12, 1.02, "τ = 1", "end")
chart.legend(((2, "最大值 + log 2"), (0, "logsumexp，τ = 1 与 0.3"), (1, "均值 + log 2"), (3, "最大值")), 76, 50)
chart.save("others", "lse-sandwich")
