"""Figure of the post: the kernel, and what comes back without truncation."""

import numpy as np
from chart import Chart

N, L, h = 8, 32, 0.05
r = np.sqrt(2 * np.arange(N) + 1)
A = -np.tril(np.outer(r, r), -1) - np.diag(np.arange(N) + 1.0)
C = np.array([1.0, 0.8, -0.5, 0.6, 0.0, 0.3, 0.0, 0.0])
left = np.eye(N) - h / 2 * A
step, x = np.linalg.solve(left, np.eye(N) + h / 2 * A), h * np.linalg.solve(left, r)
K = []
for _ in range(20 * L):
    K.append(float(C @ x))
    x = step @ x
K = np.array(K)
folded = K.reshape(20, L).sum(0)
high = float(max(K.max(), folded.max())) * 1.1
low = float(min(K.min(), folded.min(), 0)) * 1.1
chart = Chart("卷积核与折叠以后的核", (0, L), (low, high), [0, 8, 16, 24, 32], [0, 0.05, 0.1, 0.15], "i", "K_i")
chart.curve(range(L), K[:L], 0)
chart.curve(range(L), folded, 1)
chart.legend([(0, "截断（用 D）"), (1, "不截断（用 C）")], 390, 60)
chart.save("rnn-ssm", "s4-kernel")
