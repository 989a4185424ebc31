"""Nats per latent direction against the decoder's variance; many-sample bounds of the worked example."""

import math

import numpy as np
from chart import Chart

chart = Chart(
    "每个方向的平均 KL 散度与解码器的方差",
    (0.05, 8),
    (0, 2.4),
    (0.05, 0.2, 0.5, 1, 2, 4, 8),
    (0, 0.5, 1, 1.5, 2),
    "解码器的方差 s²",
    "平均 KL 散度（nat）",
    log="x",
)
eigenvalues = (4.0, 2.0, 0.5, 0.2)
for k, value in enumerate(eigenvalues):
    xs = sorted({0.05 * 160 ** (i / 120) for i in range(121)} | {value})
    chart.curve(xs, [0.5 * math.log(max(value, x) / x) for x in xs], k)
    chart.dots([(value, 0.0)], k)
chart.legend([(k, f"λ = {value:g}") for k, value in enumerate(eigenvalues)], 440, 48)
chart.save("probability", "vae-collapse")

# The example: x = (1, 3), W = (2, 1), s = 1; the posterior is N(5/6, 1/6).
log_p = -math.log(2 * math.pi) - 0.5 * math.log(6) - 35 / 12


def bounds(m, v, counts, rounds=4000):
    """Means of log p̂_K by simulation with a fixed seed."""
    rng = np.random.default_rng(0)
    out = []
    for count in counts:
        z = m + math.sqrt(v) * rng.normal(size=(rounds * max(1, 200 // count), count))
        y = log_p + 0.5 * ((z - m) ** 2 / v + math.log(v)) - 0.5 * (6 * (z - 5 / 6) ** 2 - math.log(6))
        top = y.max(1)
        out.append(float(np.mean(top + np.log(np.mean(np.exp(y - top[:, None]), 1)))))
    return out


counts = [1, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100, 200, 300, 500, 1000]
chart = Chart(
    "多样本下界随样本数上升",
    (1, 1000),
    (-7.2, -5.5),
    (1, 10, 100, 1000),
    (-7, -6.5, -6, -5.5),
    "样本数 K",
    "多样本下界",
    log="x",
)
chart.segment(1, log_p, 1000, log_p, "ink thin")
chart.note(1.1, log_p + 0.03, "log p(x)")
chart.curve(counts, bounds(0.5, 0.25, counts), 0, dots=True)
chart.curve(counts, bounds(0.0, 1.0, counts), 1, dots=True)
spread = 0.25 / math.sqrt(1 / 18) * math.exp(1 / 3) - 1
fine = [10 ** (3 * i / 60) for i in range(61)]
chart.curve(fine, [log_p - spread / (2 * k) for k in fine], 2)
chart.legend([(0, "编码器 N(1/2, 1/4)"), (1, "先验 N(0, 1)"), (2, "编码器的主项")], 350, 190)
chart.save("probability", "vae-iwae")
