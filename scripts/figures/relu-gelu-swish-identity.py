"""Even parts of four activations; their odd parts are all x/2."""

import math

from chart import Chart

PARTS = [
    ("softplus", 2, lambda x: math.log(2 * math.cosh(x / 2))),
    ("ReLU：|x|/2", 3, lambda x: abs(x) / 2),
    ("GeLU", 0, lambda x: x / 2 * math.erf(x / math.sqrt(2))),
    ("Swish", 1, lambda x: x / 2 * math.tanh(x / 2)),
]

chart = Chart("偶部", (-4, 4), (0, 2.05), (-4, -2, 0, 2, 4), (0, 0.5, 1, 1.5, 2), "x", "e(x)")
xs = [-4 + k / 40 for k in range(321)]
for name, series, part in PARTS:
    chart.curve(xs, [part(x) for x in xs], series)
chart.legend([(series, name) for name, series, _ in PARTS], 260, 40)
chart.save("others", "activation-even-parts")
