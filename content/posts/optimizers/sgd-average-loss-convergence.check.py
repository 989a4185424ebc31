# sgd-average-loss-convergence 的数值检查。
# 轨道由算法本身走出来，遗憾由损失的定义求和，不用任何界。

# %% id=step
import math

d, T = 4, 30
centres = rng.normal(size=(T + 1, d))
slopes = rng.uniform(0.3, 1.5, T + 1)

def loss(t, v):
    """第 t 步的损失：加权的绝对值之和，凸、不可微点除外。"""
    return float(slopes[t] * np.sum(np.abs(np.asarray(v) - centres[t])))

def slope(t, v):
    return slopes[t] * np.sign(np.asarray(v) - centres[t])

def clip(v, radius=1.0):
    """到半径为 radius 的球的投影。"""
    size = float(np.linalg.norm(v))
    return np.asarray(v) if size <= radius else np.asarray(v) * (radius / size)

def walk(rates, project=clip, f=loss, g=slope, start=None, steps=T):
    path, grads = {1: np.zeros(d) if start is None else start}, {}
    for t in range(1, steps + 1):
        grads[t] = g(t, path[t])
        path[t + 1] = project(path[t] - rates[t] * grads[t])
    return path, grads

rates = {t: 0.2 / math.sqrt(t) for t in range(1, T + 2)}
path, grads = walk(rates)
phi = clip(rng.normal(size=d), 0.8)
G = max(float(np.linalg.norm(g)) for g in grads.values())
regret = lambda comparator, p=path, f=loss, steps=T: sum(f(t, p[t]) - f(t, comparator) for t in range(1, steps + 1))
base = {r"\theta": path, r"\varphi": phi, r"\eta": rates, "g": grads, "G": G, "T": T, r"\Delta": 2.0, r"\Pi": clip, "f": {t: (lambda v, t=t: loss(t, v)) for t in range(1, T + 1)}}
for t in (2, 7):
    now = {**base, "t": t}
    check.tex(1, now)
    check.tex(5, now)
    check.tex(6, now)
check.tex(1, {**base, "t": 1, r"\theta": {1: phi, 2: clip(phi - 3.0 * grads[1])}, r"\eta": {1: 3.0}})
# 投影真的起作用的一步
outside = {**base, "t": 1, r"\theta": {1: 0.95 * phi / np.linalg.norm(phi), 2: None}, r"\eta": {1: 0.9}, "g": {1: slope(1, 0.95 * phi / np.linalg.norm(phi))}}
outside[r"\theta"][2] = clip(outside[r"\theta"][1] - 0.9 * outside["g"][1])
check.tex(6, outside)
check.tex(5, outside)
check.tex(2, {**base, "R_T": regret(phi)})
far = 3.0 * rng.normal(size=d)
check.tex(4, {r"\Pi": clip, "x": far, r"\varphi": phi})
check.tex(4, {r"\Pi": clip, "x": 0.5 * phi, r"\varphi": 0.2 * far / np.linalg.norm(far)}, tight=0)
check.tex(4, {r"\Pi": clip, "x": far, r"\varphi": 5 * far}, holds=False)
linear = {t: rng.normal(size=d) for t in range(1, T + 1)}
free, free_grads = walk(rates, project=lambda v: v, f=None, g=lambda t, v: linear[t])
check.tex(5, {**base, "t": 3, r"\theta": free, "g": free_grads, "f": {t: (lambda v, t=t: float(linear[t] @ v)) for t in linear}}, tight=0)
check.tex(6, {**base, "t": 3, r"\theta": free, "g": free_grads}, tight=0)
bump = lambda v: -math.cos(float(v[0]))
check.tex(5, {**base, "t": 1, r"\theta": {1: np.array([math.pi, 0.0]), 2: np.array([math.pi, 0.0])}, "g": {1: np.zeros(2)}, r"\varphi": np.zeros(2), "f": {1: bump}}, holds=False)

# %% id=constant
eta = 0.07
same = {t: eta for t in range(1, T + 2)}
p0, g0 = walk(same)
G0 = max(float(np.linalg.norm(g)) for g in g0.values())
D = float(np.linalg.norm(p0[1] - phi))
const = {"R_T": regret(phi, p0), "T": T, "D": D, "G": G0, r"\eta": eta}
check.tex(7, const)
# 线性损失、没有投影、终点恰好回到比较点：取等
direction = np.array([1.3, 0, 0, 0])
straight, sg = walk({t: 0.1 for t in range(1, 9)}, project=lambda v: v, g=lambda t, v: direction, start=0.7 * direction, steps=7)
check.tex(7, {"R_T": float(sum(direction @ straight[t] for t in range(1, 8))), "T": 7, "D": 0.91, "G": 1.3, r"\eta": 0.1}, tight=0)
grid = np.exp(np.linspace(-6, 2, 400001))
best = float(grid[np.argmin(D**2 / (2 * grid * T) + grid * G0**2 / 2)])
check.tex(8, {r"\eta": best, "D": D, "G": G0, "T": T}, rtol=1e-4)
opt = {t: D / (G0 * math.sqrt(T)) for t in range(1, T + 2)}
p1, g1 = walk(opt)
check.tex(9, {"R_T": regret(phi, p1), "D": D, "G": G0, "T": T})
# 取等：G|θ|，0 处的次梯度取 +G，从 10ηG 出发走到 0，然后在 0 与 -ηG 之间
position, gathered, unit = 10, 0.0, 0.05 * 1.3
for _ in range(100):
    gathered += 1.3 * abs(position) * unit
    position += -1 if position >= 0 else 1
check.tex(9, {"R_T": gathered, "T": 100, "D": 10 * unit, "G": 1.3}, tight=0)
check.tex(7, {"R_T": gathered, "T": 100, "D": 10 * unit, "G": 1.3, r"\eta": 0.05}, tight=0)
jump, position = [], eta * G0 / 2
for _ in range(10):
    jump.append(G0 * abs(position))
    position -= eta * G0 * math.copysign(1, position)
check.tex(10, {"R_T": sum(jump), "T": 10, r"\eta": eta, "G": G0})

# %% id=decay
check.tex(11, {**base, "R_T": regret(phi)})
a = {t: float(np.sum((path[t] - phi) ** 2)) for t in range(1, T + 2)}
check.tex(13, {"a": a, r"\eta": rates, "T": T})
check.tex(12, {"R_T": regret(phi), "T": T, r"\Delta": 2.0, r"\alpha": 0.2, "G": G})
check.tex(14, {"T": 50})
check.tex(14, {"T": 1}, tight=0)
check.tex(14, {"T": 10**5}, tight=(0, 1e-2))
check.tex(11, {"R_T": 2.0, r"\Delta": 1.0, "T": 2, r"\eta": {1: 0.5, 2: 1.5}, "g": {1: np.array([1.0]), 2: np.array([1.0])}}, holds=False)      # 学习率先小后大
S, total = {0: 0.0}, 0.0
adaptive, position = {1: np.zeros(d)}, np.zeros(d)
ada_grads, ada_rates = {}, {}
for t in range(1, T + 1):
    ada_grads[t] = slope(t, adaptive[t])
    total += float(np.sum(ada_grads[t] ** 2))
    S[t] = total
    ada_rates[t] = 2.0 / math.sqrt(2 * total)
    adaptive[t + 1] = clip(adaptive[t] - ada_rates[t] * ada_grads[t])
check.tex(15, {r"\eta": ada_rates, r"\Delta": 2.0, "g": ada_grads, "t": 5})
check.tex(16, {"R_T": regret(phi, adaptive), r"\Delta": 2.0, "g": ada_grads, "T": T})
check.tex(17, {"S": S, "T": T})
# 接近取等：每步增加很少，最后一步多一成
many = {t: (t / 600) ** 4 for t in range(601)}
many[601] = 1.1
check.tex(17, {"S": many, "T": 601}, tight=(0, 1e-2))
check.tex(17, {"S": {0: 0.0, 1: 0.3, 2: 9.0}, "T": 2})
# 第一步的梯度大，从区间的一端到另一端；第二步的梯度大而第一步的小
check.tex(16, {"R_T": 1.2 * 1.56 + 0.01 * 0.2, r"\Delta": 1.56, "g": {1: np.array([1.2]), 2: np.array([0.01])}, "T": 2})
check.tex(16, {"R_T": 0.01 * 1.56 + 1.2 * (1.56 - 1.56 / math.sqrt(2)), r"\Delta": 1.56, "g": {1: np.array([0.01]), 2: np.array([1.2])}, "T": 2})
check.tex(18, {**base, "D": float(np.linalg.norm(phi))})
check.tex(18, {r"\theta": straight, "g": sg, r"\eta": {t: 0.1 for t in range(1, 9)}, "T": 7, "D": 0.91, r"\varphi": np.zeros(d), "f": {t: (lambda v: 1.3 * float(v[0])) for t in range(1, 8)}}, tight=0)
# 式(11) 取等：T = 1，一步从直径的一端走到另一端
check.tex(11, {"R_T": 1.3 * 1.56, r"\Delta": 1.56, "T": 1, r"\eta": {1: 1.2}, "g": {1: np.array([1.3])}}, tight=0)
# 式(12)、式(16) 由式(11) 来：把式(11) 允许的最大遗憾代入，T 大时接近取等
long = 4 * 10**6
allowed = 1.56**2 * math.sqrt(long) / (2 * 0.9) + 0.5 * 0.9 * 1.3**2 * float(np.sum(1 / np.sqrt(np.arange(1, long + 1))))
check.tex(12, {"R_T": allowed, "T": long, r"\Delta": 1.56, r"\alpha": 0.9, "G": 1.3}, tight=(0, 1e-3))
short = 2000
sums = 1.3**2 * np.arange(1, short + 1)
allowed = 1.56 / 2 * math.sqrt(2 * sums[-1]) + 0.5 * float(np.sum(1.56 / np.sqrt(2 * sums) * 1.3**2))
check.tex(16, {"R_T": allowed, r"\Delta": 1.56, "T": short, "g": {t: np.array([1.3]) for t in range(1, short + 1)}}, tight=(0, 2e-2))

# %% id=stochastic
steps, eta = 4, 0.3
signs = [(0.5, 1.0, 0.8), (0.5, -1.0, 0.4)]                  # f(θ) = s |θ - c| 的两种取值：(概率, 中心, 斜率)
def risk(v):
    return sum(p * s * abs(v - c) for p, c, s in signs)
def enumerate_paths(k):
    if k == 0:
        return [(1.0, [0.9])]
    out = []
    for p, positions in enumerate_paths(k - 1):
        for q, c, s in signs:
            v = positions[-1]
            out.append((p * q, positions + [v - eta * s * math.copysign(1, v - c)]))
    return out
trees = enumerate_paths(steps - 1)
mean_risk = sum(p * risk(float(np.mean(positions))) for p, positions in trees)
second = sum(p * s * s for p, c, s in signs)
target = 1.0
check.tex(19, {r"\mathbb{E}[F(\bar\theta)]": mean_risk, "F": risk, r"\varphi": target, "D": 0.9 - target, r"\eta": eta, "T": steps, "G": math.sqrt(second)})
check.tex(19, {r"\mathbb{E}[F(\bar\theta)]": 1.3 * float(np.mean(list(straight[t][0] for t in range(1, 8)))) + 0.65, "F": lambda v: 1.3 * float(v), r"\varphi": 0.5, "D": 0.91, r"\eta": 0.1, "T": 7, "G": 1.3}, tight=0)
t = 3
left = sum(p * q * s * abs(positions[-1] - c) for p, positions in enumerate_paths(t - 1) for q, c, s in signs)
right = sum(p * risk(positions[-1]) for p, positions in enumerate_paths(t - 1))
check.tex(20, {r"\mathbb{E}[f_t(\theta_t)]": left, r"\mathbb{E}[F(\theta_t)]": right})
single = [np.array([1.0, 0.2]), np.array([-0.4, 0.9]), np.array([0.3, -1.2])]
centre = sum(single) / 3
variance = sum(float(np.sum((g - centre) ** 2)) for g in single) / 3
pairs = [(1 / 27, {"g_t": (single[i] + single[j] + single[k]) / 3}) for i in range(3) for j in range(3) for k in range(3)]
check.tex(21, {"B": 3, r"\varsigma": math.sqrt(variance)}, E=pairs)

# %% id=fast
mu = 0.8
strong = lambda t, v: loss(t, v) + mu / 2 * float(np.sum(np.asarray(v) ** 2))
strong_slope = lambda t, v: slope(t, v) + mu * np.asarray(v)
inverse = {t: 1 / (mu * t) for t in range(1, T + 2)}
p3, g3 = walk(inverse, f=strong, g=strong_slope)
G3 = max(float(np.linalg.norm(g)) for g in g3.values())
check.tex(22, {"R_T": regret(phi, p3, strong), "G": G3, r"\mu": mu, "T": T})
a3 = {t: float(np.sum((p3[t] - phi) ** 2)) for t in range(1, T + 2)}
check.tex(23, {"a": a3, r"\mu": mu, "T": T})
# 一步、二次函数、比较点是极小点：f = mu/2 θ²，θ_1 = 1，遗憾 mu/2，界 mu/2
check.tex(22, {"R_T": mu / 2, "G": mu, r"\mu": mu, "T": 1}, tight=0)
Q = {t: (lambda R: R @ R.T)(rng.normal(size=(d, 2))) for t in range(1, T + 1)}
L = max(float(np.linalg.norm(q, 2)) for q in Q.values())
quad = lambda t, v: 0.5 * float((np.asarray(v) - phi) @ Q[t] @ (np.asarray(v) - phi))
p4, g4 = walk({t: 0.3 / L for t in range(1, T + 2)}, project=lambda v: v, f=quad, g=lambda t, v: Q[t] @ (v - phi), start=phi + rng.normal(size=d))
D4 = float(np.linalg.norm(p4[1] - phi))
check.tex(24, {"R_T": regret(phi, p4, quad), "D": D4, r"\eta": 0.3 / L, "L": L, "T": T})
check.tex(26, {"R_T": regret(phi, p4, quad), "D": D4, r"\eta": 0.3 / L, "T": T})
# 取等：一步、二次函数、学习率 1/L。学习率大于 2/L 时发散
check.tex(26, {"R_T": 0.5 * 1.7 * 0.6**2, "D": 0.6, r"\eta": 1 / 1.7, "T": 1}, tight=0)
runaway = [0.6 * (1 - 2.4) ** k for k in range(6)]
check.tex(26, {"R_T": sum(0.5 * 1.7 * v * v for v in runaway), "D": 0.6, r"\eta": 2.4 / 1.7, "T": 6}, holds=False)
# 没有共同的极小点：插值的界不成立，也不随步数变小
swing, place = 0.0, 0.0
for step in range(400):
    swing += 0.25 * ((place - (-1) ** step) ** 2 - 1.0)
    place -= 0.9 * 0.5 * (place - (-1) ** step)
check.tex(24, {"R_T": swing, "D": 0.0, r"\eta": 0.9, "L": 0.5, "T": 400}, holds=False)
check.tex(24, {"R_T": 1.02 * 0.6**2 / (2 * 0.9 * (1 - 0.45)), "D": 0.6, r"\eta": 0.9, "L": 0.5, "T": 1}, holds=False)      # 大于上界的任何遗憾
point = {"L": L, r"\theta": p4[3], r"\varphi": phi, "f_t": lambda v: quad(3, v)}
check.tex(25, point, rtol=1e-6)
check.tex(25, {"L": 1.7, r"\theta": p4[3], r"\varphi": phi, "f_t": lambda v: 0.85 * float(np.sum((np.asarray(v) - phi) ** 2))}, tight=0, rtol=1e-6)
check.tex(25, {"L": L, r"\theta": p4[3], r"\varphi": phi, "f_t": lambda v: quad(3, v) - 40.0}, rtol=1e-6)
check.tex(25, {"L": 0.2, r"\theta": p4[3], r"\varphi": phi, "f_t": lambda v: 0.85 * float(np.sum((np.asarray(v) - phi) ** 2))}, holds=False)
# 取等的极限：远离极小点时 Huber 损失近似线性
huber = lambda v: 0.5 * v * v if abs(v) <= 1 else abs(v) - 0.5
position, gathered = 100.0, 0.0
for _ in range(6000):
    gathered += 1.7 * huber(position)
    position -= 0.02 * 1.7 * max(-1.0, min(1.0, position))
check.tex(24, {"R_T": gathered, "D": 100.0, r"\eta": 0.02, "L": 1.7, "T": 6000}, tight=(0, 6e-2))
check.tex(26, {"R_T": gathered, "D": 100.0, r"\eta": 0.02, "T": 6000}, tight=(0, 2e-2))

# %% id=lower
D, G, steps = 0.7, 1.3, 6
algorithm = lambda history: float(np.tanh(0.4 * sum(history))) * D
total = absolute = 0.0
for bits in range(2**steps):
    xi = [1.0 if bits >> k & 1 else -1.0 for k in range(steps)]
    own = sum(G * xi[k] * -algorithm(xi[:k]) for k in range(steps))
    total += (own + D * G * abs(sum(xi))) / 2**steps
    absolute += abs(sum(xi)) / 2**steps
check.eq(27, total, D * G * absolute)
exact = lambda n: sum(math.comb(n, k) * abs(n - 2 * k) for k in range(n + 1)) / 2**n / math.sqrt(n)
check.limit(28, [exact(n) for n in (10, 40, 160, 640)], math.sqrt(2 / math.pi), rtol=1e-3)
check.tex(29, {"R_2": (abs(0 - 1) - abs(1 - 1)) + (abs(0.5) - abs(1.0))})

# %% id=exercises
alpha = 0.4
wide = {t: alpha / math.sqrt(t) for t in range(1, T + 2)}
p5, g5 = walk(wide, project=lambda v: v)
G5 = max(float(np.linalg.norm(g)) for g in g5.values())
check.tex(30, {"f": {t: (lambda v, t=t: loss(t, v)) for t in range(1, T + 1)}, r"\theta": p5, r"\varphi": phi, "#t": range(1, T + 1), "D": float(np.linalg.norm(phi)), r"\alpha": alpha, "G": G5, "T": T})
check.tex(30, {"f": {1: lambda v: 1.3 * float(np.sum(v))}, r"\theta": {1: np.array([1.3 * alpha])}, r"\varphi": np.array([0.0]), "#t": [1], "D": 1.3 * alpha, r"\alpha": alpha, "G": 1.3, "T": 1}, tight=0)
# 四步与十步线性的损失，斜率使每一步的超额都相等并且尽量大：与上界同量级
def equal_levels(level, start, steps):
    """各步的斜率与位置；斜率超过 1.3 就不行。"""
    places, inclines = {1: start}, {}
    for t in range(1, steps + 1):
        inclines[t] = level / places[t]
        places[t + 1] = places[t] - alpha / math.sqrt(t) * inclines[t]
        if inclines[t] > 1.3 or places[t + 1] <= 0:
            return None
    return places, inclines

for steps, start in ((4, 1.2 * alpha * 1.3), (10, 4.3 * alpha * 1.3)):
    low, high = 0.0, 10.0
    for _ in range(60):
        level = (low + high) / 2
        low, high = (level, high) if equal_levels(level, start, steps) else (low, level)
    places, inclines = equal_levels(low, start, steps)
    even = {"f": {t: (lambda v, k=k: k * v) for t, k in inclines.items()}, r"\theta": places, r"\varphi": 0.0, "#t": range(1, steps + 1), "D": start, r"\alpha": alpha, "G": 1.3, "T": steps}
    check.tex(30, even)
    check.tex(30, {**even, "D": 0.1, "G": 0.3}, holds=False)      # 不是起点到比较点的距离，也不是次梯度的上界
# 裁剪：长度不超过 0.5，大小悬殊的梯度
limit = 0.5
p6, w6 = {1: np.zeros(d)}, {}
for t in range(1, T + 1):
    raw = (1 + 9 * (t % 3 == 0)) * slope(t, p6[t])
    w6[t] = min(1.0, limit / float(np.linalg.norm(raw)))
    p6[t + 1] = p6[t] - 0.1 * w6[t] * raw
heavy_loss = {t: (lambda v, t=t: (1 + 9 * (t % 3 == 0)) * loss(t, v)) for t in range(1, T + 1)}
check.tex(32, {"w": w6, "f": heavy_loss, r"\theta": p6, r"\varphi": phi, "D": float(np.linalg.norm(phi)), r"\eta": 0.1, "T": T, "c": limit})
check.tex(32, {"w": {1: 0.25}, "f": {1: lambda v: 2.0 * float(v)}, r"\theta": {1: 0.05}, r"\varphi": 0.0, "D": 0.05, r"\eta": 0.1, "T": 1, "c": 0.5}, tight=0)
check.tex(32, {"w": {1: 0.25, 2: 0.5}, "f": {1: lambda v: 2.0 * float(v), 2: lambda v: 1.0 * float(v)}, r"\theta": {1: 0.1, 2: 0.05}, r"\varphi": 0.0, "D": 0.1, r"\eta": 0.1, "T": 2, "c": 0.5}, tight=0)
# 倍增：逐段的遗憾加起来
check.tex(31, {r"\Delta": 1.2, "G": 0.7, "m": 5})
print(f"倍增的系数 {math.sqrt(2) / (math.sqrt(2) - 1):.3f}  sqrt(2/pi) = {math.sqrt(2 / math.pi):.4f}")
