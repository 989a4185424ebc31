"""Average regret of two learning rates on one random sequence of losses, with the bounds."""

import math
import random

from chart import Chart

DIMENSION, HORIZON = 10, 10000


def losses():
    """Pairs (a, b) of f_t(θ) = |a·θ − b|, a a unit vector, and the parameter they come from."""
    source = random.Random(7)
    star = [1 / math.sqrt(DIMENSION)] * DIMENSION
    pairs = []
    for _ in range(HORIZON):
        a = [source.gauss(0, 1) for _ in range(DIMENSION)]
        size = math.sqrt(sum(v * v for v in a))
        a = [v / size for v in a]
        pairs.append((a, sum(v * s for v, s in zip(a, star)) + 0.1 * source.gauss(0, 1)))
    return pairs, star


def average_regret(pairs, star, eta):
    """Average regret after 1, 2, … steps."""
    theta, regret, out = [0.0] * DIMENSION, 0.0, []
    for t, (a, b) in enumerate(pairs, 1):
        residual = sum(v * s for v, s in zip(a, theta)) - b
        regret += abs(residual) - abs(sum(v * s for v, s in zip(a, star)) - b)
        step = math.copysign(eta, residual)
        theta = [s - step * v for s, v in zip(theta, a)]
        out.append(regret / t)
    return out


pairs, star = losses()
chart = Chart("固定的学习率与随步数缩小的学习率", (30, HORIZON), (0.004, 1), (30, 100, 1000, 10000), (0.01, 0.1, 1), "步数 T", "平均遗憾", log="xy")
steps = [round(30 * (HORIZON / 30) ** (k / 24)) for k in range(25)]
fixed = average_regret(pairs, star, 0.3)
chart.curve(steps, [fixed[n - 1] for n in steps], 1)
chart.curve(steps, [1 / (0.6 * n) + 0.15 for n in steps], 2)
chart.curve(steps, [average_regret(pairs[:n], star, 1 / math.sqrt(n))[-1] for n in steps], 0)
chart.curve(steps, [1 / math.sqrt(n) for n in steps], 3)
chart.legend([(2, "η = 0.3 的上界"), (1, "η = 0.3"), (3, "η = 1/√T 的上界"), (0, "η = 1/√T")], 380, 40)
chart.save("optimizers", "sgd-regret")
