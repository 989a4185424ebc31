"""Spherical model with d = 64: the scale that keeps the entropy, against the length."""

import math

from chart import Chart

D = 64
STEPS = 1500
ANGLES = [(k + 0.5) * math.pi / STEPS for k in range(STEPS)]
COSINES = [math.cos(a) for a in ANGLES]
WEIGHTS = [math.sin(a) ** (D - 2) for a in ANGLES]
TOTAL = sum(WEIGHTS)


def deficit(scale):
    tilted = [w * math.exp(scale * (x - 1)) for w, x in zip(WEIGHTS, COSINES)]
    mass = sum(tilted)
    mean = sum(t * x for t, x in zip(tilted, COSINES)) / mass
    return scale * (mean - 1) - math.log(mass / TOTAL)


def solve(value):
    low, high = 0.0, 400.0
    for _ in range(50):
        middle = (low + high) / 2
        low, high = (middle, high) if deficit(middle) < value else (low, middle)
    return low


chart = Chart("使熵不变的缩放与长度", (128, 32768), (0.5, 2), (128, 512, 2048, 8192, 32768), (0.5, 1, 1.5, 2), "长度 n", "λ 与 n = 512 时之比", log="x")
lengths = [128 * 2 ** (k / 4) for k in range(33)]
chart.curve(lengths, [math.log(n) / math.log(512) for n in lengths], 3)
for series, target in ((1, 1), (0, 3), (2, 4)):
    base = solve(math.log(512) - target)
    chart.curve(lengths, [solve(math.log(n) - target) / base for n in lengths], series)
chart.legend([(2, "H₀ = 4"), (0, "H₀ = 3"), (1, "H₀ = 1"), (3, "log n / log 512")], 76, 48)
chart.save("attention", "entropy-scale")
