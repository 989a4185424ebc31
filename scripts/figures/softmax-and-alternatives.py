"""Two classes: probability of the first, and the Fenchel–Young loss, against the difference of the scores."""

import math

from chart import Chart


def softmax(a):
    return 1 / (1 + math.exp(-a))


def entmax(a):
    """1.5-entmax: the roots u, v of the probabilities satisfy u − v = a/2 and u² + v² = 1."""
    if abs(a) >= 2:
        return float(a > 0)
    return ((a / 2 + math.sqrt(2 - a * a / 4)) / 2) ** 2


def sparsemax(a):
    return min(max((1 + a) / 2, 0.0), 1.0)


def loss(probability, a, end):
    """The derivative of the loss by the difference is p − 1, and the loss is zero at `end`."""
    steps = 400
    width = (end - a) / steps
    return sum(1 - probability(a + (k + 0.5) * width) for k in range(steps)) * width if a < end else 0.0


maps = Chart("两类时的三种映射", (-4, 4), (-0.06, 1.06), (-4, -2, -1, 0, 1, 2, 4), (0, 0.5, 1), "x₁ − x₂", "p₁")
differences = [-4 + k / 40 for k in range(321)]
for series, probability in enumerate((softmax, entmax, sparsemax)):
    maps.curve(differences, [probability(a) for a in differences], series)
maps.legend([(0, "softmax"), (1, "1.5-entmax"), (2, "sparsemax")], 76, 62)
maps.save("probability", "two-class-maps")

losses = Chart("两类时的 Fenchel–Young 损失", (-3, 4), (-0.15, 3.2), (-3, -2, -1, 0, 1, 2, 3, 4), (0, 1, 2, 3), "x_c − x_j", "损失")
differences = [-3 + k / 40 for k in range(281)]
losses.curve(differences, [math.log1p(math.exp(-a)) for a in differences], 0)
losses.curve(differences, [loss(entmax, a, 2) for a in differences], 1)
losses.curve(differences, [loss(sparsemax, a, 1) for a in differences], 2)
losses.legend([(0, "交叉熵"), (1, "1.5-entmax"), (2, "sparsemax")], 400, 62)
losses.save("probability", "two-class-losses")
