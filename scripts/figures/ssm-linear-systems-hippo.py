"""Figure of the post: the whole history rebuilt from the last state."""

import numpy as np
from chart import Chart


def basis(N, y):
    y = 2 * np.asarray(y, dtype=float) - 1
    P = [np.ones_like(y), y]
    for n in range(1, N):
        P.append(((2 * n + 1) * y * P[n] - n * P[n - 1]) / (n + 1))
    return np.sqrt(2 * np.arange(N) + 1)[:, None] * np.array(P[:N])


def signal(s):
    return np.sin(6 * s) + 0.5 * np.sin(17 * s + 1) + 0.3 * s


z, w = np.polynomial.legendre.leggauss(200)
z, w = (z + 1) / 2, w / 2
s = np.linspace(0, 1, 201)
chart = Chart("由最后的状态重构历史", (0, 1), (-1.5, 2), [0, 0.25, 0.5, 0.75, 1], [-1, 0, 1, 2], "历史上的时刻 s", "u(s) 与重构值")
chart.curve(s, signal(s), 3)
for series, N in ((1, 4), (2, 8), (0, 16)):
    chart.curve(s, (basis(N, z) @ (w * signal(z))) @ basis(N, s), series)
chart.legend([(3, "u"), (1, "N = 4"), (2, "N = 8"), (0, "N = 16")], 440, 60)
chart.save("rnn-ssm", "hippo-reconstruction")
