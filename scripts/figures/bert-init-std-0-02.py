"""Correlation of the output with the input of a Post Norm network at initialisation, against the number of layers."""

import math

from chart import Chart

WIDTH = 768
CUT = 1 - 4 * math.exp(-2) / math.sqrt(2 * math.pi) / math.erf(math.sqrt(2))


def moment(q):
    """Second moment of GeLU for inputs of variance q."""
    return q / 4 + q / (2 * math.pi) * math.asin(q / (1 + q)) + q * q / (math.pi * (1 + q) * math.sqrt(1 + 2 * q))


chart = Chart("初始化与深度", (0, 24), (0, 1.02), (0, 6, 12, 18, 24), (0, 0.25, 0.5, 0.75, 1), "层数 L", "与输入的相关系数")
layers = [k / 4 for k in range(97)]
for series, q in ((0, WIDTH * 4e-4 * CUT), (1, WIDTH * 4e-4), (2, 1.0)):
    ffn, attention = 4 * q * moment(q), q * q
    for ratio in (1 + ffn, (1 + ffn) * (1 + attention)):
        chart.curve(layers, [ratio ** (-n / 2) for n in layers], series)
chart.legend([(0, "0.02，截断在两倍"), (1, "0.02，不截断"), (2, "LeCun：1/√768 ≈ 0.036")], 330, 48)
chart.save("language-models", "init-correlation")
