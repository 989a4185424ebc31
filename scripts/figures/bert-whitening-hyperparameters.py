"""Efficiency of the weights λ^(-γ) against γ, for three laws of the share of signal."""

from chart import Chart

lam = [i**-1.5 for i in range(1, 65)]


def power(a):
    return sum(value**a for value in lam)


chart = Chart("取错 γ 的效率", (0, 1.2), (0, 1.05), (0, 0.25, 0.5, 0.75, 1), (0, 0.25, 0.5, 0.75, 1), "γ", "效率")
grid = [1.2 * k / 240 for k in range(241)]
for series, best in enumerate((0.0, 0.5, 1.0)):
    chart.curve(grid, [power(2 - g - best) ** 2 / (power(2 - 2 * g) * power(2 - 2 * best)) for g in grid], series)
    chart.dots([(best, 1.0)], series)
chart.legend([(0, "最优在 γ = 0"), (1, "最优在 γ = 0.5"), (2, "最优在 γ = 1")], 80, 140)
chart.save("language-models", "whitening-efficiency")
