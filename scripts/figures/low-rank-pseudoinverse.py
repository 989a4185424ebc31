"""Filter factors of three approximations of the pseudoinverse as functions of the singular value."""

from chart import Chart

RIDGE, STEPS, RATE, CUT = 0.01, 100, 1.0, 0.1

chart = Chart("三种滤波因子", (0.005, 1), (0, 1.05), (0.01, 0.1, 1), (0, 0.5, 1), "奇异值 σ", "滤波因子", log="x")
sigmas = [10 ** (-2.3 + 2.3 * k / 200) for k in range(201)]
chart.curve(sigmas, [s**2 / (s**2 + RIDGE) for s in sigmas], 0)
chart.curve(sigmas, [1 - (1 - RATE * s**2) ** STEPS for s in sigmas], 1)
chart.curve((0.0051, CUT, CUT, 1), (0, 0, 1, 1), 2)
chart.legend(((0, "岭回归，λ = 0.01"), (1, "梯度下降，100 步"), (2, "截断，阈值 0.1")), 76, 60)
chart.save("matrices", "pinv-filters")
