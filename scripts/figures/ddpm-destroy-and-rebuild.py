"""Figure of the post: the variance that the reverse chain rebuilds, against the number of steps."""

import numpy as np
from chart import Chart

C = 0.25


def rebuilt(T, kind):
    beta = np.linspace(1e-4, 0.02, T) * 1000 / T
    ab = np.concatenate([[1.0], np.exp(np.cumsum(np.log1p(-beta)))])
    V = 1 + (C - 1) * ab
    noise = {"beta": beta, "tilde": (1 - ab[:-1]) / (1 - ab[1:]) * beta, "best": V[:-1] / V[1:] * beta, "mean": 0 * beta}[kind]
    W = 1.0
    for t in range(T, 0, -1):
        W = (1 - beta[t - 1]) * (V[t - 1] / V[t]) ** 2 * W + noise[t - 1]
    return W


steps = [25, 35, 50, 70, 100, 140, 200, 300, 500, 800, 1200, 2000]
chart = Chart("重建得到的方差与步数", (20, 2500), (0, 0.35), [20, 50, 100, 200, 500, 1000, 2000], [0, 0.1, 0.2, 0.25, 0.3], "步数", "重建得到的方差", log="x")
for series, kind in enumerate(("beta", "tilde", "best", "mean")):
    chart.curve(steps, [max(rebuilt(T, kind), 0.0) for T in steps], series, dots=True)
chart.legend([(0, "β"), (1, "β̃"), (2, "最优方差"), (3, "只走均值")], 400, 170)
chart.save("diffusion", "rebuild-variance")
