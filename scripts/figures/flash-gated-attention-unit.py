"""Score that a target needs for half of the weight; cost of attention in a position against the length."""

import math

from chart import Chart

lengths = [64 * 2 ** (k / 8) for k in range(81)]
chart = Chart("一半权重所需的目标得分", (64, 65536), (2, 300), (64, 512, 4096, 32768), (3, 10, 30, 100), "长度 n", "目标的得分", log="xy")
chart.curve(lengths, [math.sqrt((n - 1) / 2) for n in lengths], 0)
chart.curve(lengths, [math.log(n - 1) + 0.5 for n in lengths], 1)
chart.legend([(0, "归一化的平方 ReLU"), (1, "softmax，缩放为 1")], 80, 60)
chart.save("attention", "gau-target")

d, s, e, c = 768, 128, 1536, 256
chart = Chart("每个位置的注意力运算量", (64, 65536), (1e5, 1e9), (64, 512, 4096, 32768), (1e6, 1e7, 1e8), "长度 n", "运算次数", log="xy")
for series, cost in enumerate((lambda n: 4 * n * (s + e), lambda n: 2 * (2 * c * (s + e) + 4 * s * e), lambda n: 4 * n * d)):
    chart.curve(lengths, [cost(n) for n in lengths], series)
chart.legend([(0, "两个 GAU，不分块"), (1, "两个 GAU，分块混合"), (2, "一层多头注意力")], 80, 50)
chart.save("attention", "gau-cost")
