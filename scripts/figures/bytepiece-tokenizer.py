"""Sampling probabilities of the three segmentations of the worked example against the inverse temperature."""

from chart import Chart

weights = (0.018, 0.04, 0.09)
chart = Chart("三种切分的采样概率", (0, 4), (0, 1.05), (0, 1, 2, 3, 4), (0, 0.25, 0.5, 0.75, 1), "逆温度 α", "概率")
grid = [4 * k / 160 for k in range(161)]
for series, weight in enumerate(weights[::-1]):
    chart.curve(grid, [weight**a / sum(w**a for w in weights) for a in grid], series)
chart.legend([(0, "a|ab"), (1, "aa|b"), (2, "a|a|b")], 420, 120)
chart.save("others", "bytepiece-temperature")
