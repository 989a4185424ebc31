# lion-optimizer 的数值检查。
# 轨道由算法逐步走出来；间隙、盒子上的最大值、噪声的方差由定义或逐项求和算出，不用任何界。

# %% id=steepest
import math

d = 4
c = rng.normal(size=d)
c[2] = 0.0
u = rng.uniform(-1, 1, size=d)
check.tex(4, {"c": c, "u": u})
check.tex(4, {"c": c, "u": np.array([np.sign(c[0]), np.sign(c[1]), -0.4, np.sign(c[3])])}, tight=0)
check.tex(4, {"c": c, "u": 1.5 * np.sign(c)}, holds=False)
eta = 0.37
best = -eta * float(np.sum(np.abs(c))) * np.where(c > 0, 1.0, -1.0)
for delta in (rng.normal(size=d), 0.6 * rng.normal(size=d)):
    table = {"c": c, r"\delta": delta, r"\eta": eta, r"\rho": float(np.max(np.abs(delta)))}
    check.tex(5, table)
    check.tex(6, table)
check.tex(5, {"c": c, r"\delta": best, r"\eta": eta}, tight=0)
check.tex(6, {"c": c, r"\delta": 0.8 * best, r"\eta": eta, r"\rho": 0.8 * float(np.max(np.abs(best)))}, tight=0)

# %% id=weights
b1, b2 = 0.63, 0.82
w = lambda k: 1 - b1 if k == 0 else b1 * (1 - b2) * b2 ** (k - 1)
coef = {r"\beta_1": b1, r"\beta_2": b2, "w": w}

def momenta(grads, b1, b2):
    """逐步的 c_t 与 m_t。"""
    m, cs = {0: np.zeros(len(grads[1]))}, {}
    for t in range(1, max(grads) + 1):
        cs[t] = b1 * m[t - 1] + (1 - b1) * grads[t]
        m[t] = b2 * m[t - 1] + (1 - b2) * grads[t]
    return cs, m

grads = {t: rng.normal(size=d) for t in range(1, 9)}
cs, ms = momenta(grads, b1, b2)
for t in (3, 7):
    now = {**coef, "g": grads, "m": ms, "c": cs, "t": t}
    check.tex(1, now)
    check.tex(3, now)
    check.tex(8, now)
    check.tex(9, now)
    check.tex(10, now)
for k in (1, 3):
    check.tex(7, {**coef, "k": k})
long = {**coef, "#k": range(0, 400)}
for number in (11, 12, 13):
    check.tex(number, long)
total = sum(w(k) ** 2 for k in range(400))
check.tex(14, {"V": total, r"\beta_2": b2})
middle = (1 + b2) / 2
check.tex(14, {"V": sum((1 - middle if k == 0 else middle * (1 - b2) * b2 ** (k - 1)) ** 2 for k in range(400)), r"\beta_2": b2}, tight=0)
check.tex(15, {**coef, r"\rho": (1 - b2) / (1 + b2)})

# %% id=box
lam, eta = 0.8, 0.3
shrink = {r"\eta": eta, r"\lambda": lam}
path = {0: rng.uniform(-2, 2, size=d)}
for t in range(1, 9):
    path[t] = path[t - 1] - eta * (np.sign(cs[t]) + lam * path[t - 1])
for t in (2, 5):
    check.tex(2, {**shrink, r"\theta": path, "c": cs, "t": t})
    check.tex(16, {**shrink, r"\theta": path, "c": cs, "t": t})
    check.tex(18, {**shrink, r"\theta": path, "t": t})
edge = {0: np.array([1.7, -0.4, 0.2])}
for t in range(1, 6):
    edge[t] = edge[t - 1] - eta * (np.array([-1.0, 1.0, -1.0]) + lam * edge[t - 1])
check.tex(18, {**shrink, r"\theta": edge, "t": 4}, tight=0)
wild = {0: np.array([1.7, -0.4]), 1: (1 - 3.0) * np.array([1.7, -0.4]) - 3 / lam * np.array([1.0, -1.0])}
check.tex(18, {r"\eta": 3 / lam, r"\lambda": lam, r"\theta": wild, "t": 1}, holds=False)
Q = rng.normal(size=(d, 3))
A = Q @ Q.T
centre = rng.normal(size=d)
loss = lambda v: 0.5 * float((np.asarray(v) - centre) @ A @ (np.asarray(v) - centre))
slope = lambda v: A @ (np.asarray(v) - centre)
theta = rng.uniform(-1, 1, size=d) / lam
gap = lambda v, g=slope: float(np.sum(np.abs(g(v)))) + lam * float(g(v) @ np.asarray(v))
check.tex(17, {"f": loss, r"\theta": theta, r"\lambda": lam, r"G(\theta)": lam * max(float(slope(theta) @ (theta - np.array(s) / lam)) for s in np.array(np.meshgrid(*[[-1.0, 1.0]] * d)).reshape(d, -1).T)}, rtol=1e-7)
corners = [{"v": s / lam} for s in np.array(np.meshgrid(*[[-1.0, 1.0]] * d)).reshape(d, -1).T]
inside = [{"v": rng.uniform(-1, 1, size=d) / lam} for _ in range(20)]
check.tex(19, {"f": loss, r"\theta": theta, r"\lambda": lam, "G": gap, r"#\|v\|_\infty\le 1/\lambda": corners + inside}, rtol=1e-7)
for _ in range(3):
    phi = rng.uniform(-1, 1, size=d) / lam
    check.tex(20, {"f": loss, r"\theta": theta, r"\varphi": phi, r"\lambda": lam, "G": gap})
flat = rng.normal(size=d)
check.tex(20, {"f": lambda v: float(flat @ np.asarray(v)), r"\theta": theta, r"\varphi": -np.sign(flat) / lam, r"\lambda": lam, "G": lambda v: gap(v, lambda z: flat)}, tight=0)
dip = lambda v: -math.cos(3 * float(v))
check.tex(20, {"f": dip, r"\theta": math.pi / 3, r"\varphi": 0.0, r"\lambda": lam, "G": lambda v: 3 * abs(math.sin(3 * v)) + lam * v * 3 * math.sin(3 * v)}, holds=False)

# %% id=steps
L = float(np.sum(np.abs(A)))
x, y = rng.uniform(-1, 1, size=d), rng.uniform(-1, 1, size=d)
check.tex(21, {"f": loss, "x": x, "y": y, "L": L}, rtol=1e-7)
check.tex(25, {"f": loss, "x": x, "y": y, "L": L}, rtol=1e-7)
P = np.abs(A) + 0.1
ramp = lambda v: 0.5 * float((np.asarray(v) - centre) @ P @ (np.asarray(v) - centre))
check.tex(21, {"f": ramp, "x": x + 0.7, "y": x, "L": float(P.sum())}, tight=0, rtol=1e-7)
check.tex(25, {"f": ramp, "y": x + 0.7, "x": x, "L": float(P.sum())}, tight=0, rtol=1e-7)
check.tex(21, {"f": ramp, "x": x + 0.7, "y": x, "L": 0.5 * float(P.sum())}, holds=False, rtol=1e-7)
check.tex(22, {r"\sigma_i": 1.9}, E=[(0.75, {r"\xi_t": 1.0, r"\xi_{t,i}": 1.0}), (0.25, {r"\xi_t": -3.0, r"\xi_{t,i}": -3.0})])
check.tex(22, {r"\sigma_i": math.sqrt(3.0)}, E=[(0.75, {r"\xi_t": 1.0, r"\xi_{t,i}": 1.0}), (0.25, {r"\xi_t": -3.0, r"\xi_{t,i}": -3.0})], tight=1)
for _ in range(4):
    check.tex(23, {"h": rng.normal(size=d), "c": 0.5 * rng.normal(size=d)})
h = rng.normal(size=d)
check.tex(23, {"h": h, "c": h.copy() * 1.0}, tight=0)
check.tex(23, {"h": np.array([1.0, -0.4]), "c": np.array([-1e-9, 1e-9])}, tight=0)
L1, lam1, eta1 = 1.3, 0.8, 0.2

def single(b, theta, c):
    """一维二次函数 L/2 (θ-b)² 上的一步。"""
    f = lambda v: 0.5 * L1 * (float(v) - b) ** 2
    h = L1 * (theta - b)
    after = theta - eta1 * (math.copysign(1, c) + lam1 * theta)
    G = abs(h) + lam1 * h * theta
    return {"f": f, r"\theta_t": after, r"\theta_{t-1}": theta, r"G(\theta_{t-1})": G, "h_t": h, "c_t": c, r"\eta": eta1, "L": L1}

check.tex(24, single(0.3, 1 / lam1, L1 * (1 / lam1 - 0.3)), tight=0)
check.tex(24, single(2.1, 1 / lam1, 1e-9), tight=0)
check.tex(24, single(0.3, 0.4, -0.2))
check.tex(24, {**single(0.3, 1 / lam1, L1 * (1 / lam1 - 0.3)), "L": 0.6 * L1}, holds=False)

# %% id=error
steps = 6
hs = {t: rng.normal(size=d) for t in range(1, steps + 1)}
xs = {t: rng.normal(size=d) for t in range(1, steps + 1)}
noisy, _ = momenta({t: hs[t] + xs[t] for t in hs}, b1, b2)
exact, clean = momenta(hs, b1, b2)
D = {t: clean[t - 1] - hs[t] for t in range(1, steps + 1)}
for t in (3, 6):
    check.tex(26, {**coef, "c": noisy, "h": hs, r"\xi": xs, "t": t})
    check.tex(28, {**coef, "D": D, "h": hs, "t": t})
# 允许的最坏情形：每步的梯度改变 2ηL、都同号，噪声的标准差都取上界；E|X| 与标准差之比用两点分布取到 1
eta2, L2, sigma = 0.05, 1.7, np.array([0.4, 1.1])
far = 400
bound = {**coef, r"\eta": eta2, "L": L2, r"\sigma": sigma, "V": total}
one = 1.9
drift = b1 * sum(b2 ** (far - s) * 2 * eta2 * L2 for s in range(2, far + 1))
spread = float(sigma.sum()) * math.sqrt(sum(w(k) ** 2 for k in range(far)))
check.tex(27, {**bound, r"\mathbb{E}\|c_t-h_t\|_1": b1 * b2 ** (far - 1) * one + drift + spread, "t": far, "h_1": np.array([1.5, -0.4])}, tight=0)
check.tex(27, {**bound, r"\mathbb{E}\|c_t-h_t\|_1": b1 * one + 0.0, "t": 1, "h_1": np.array([1.5, -0.4]), "L": 1e-12, "V": 1e-24}, tight=0)
check.tex(27, {**bound, r"\mathbb{E}\|c_t-h_t\|_1": b1 * b2**2 * one, "t": 3, "h_1": np.array([1.5, -0.4]), "L": 1e-12, "V": 1e-24}, tight=0)
# 真正的轨道：期望由两点噪声的全部路径求出
def tree(steps, start, b1, b2, eta, lam):
    """一维二次函数、噪声 ±0.6 等概率：(概率, 各步的间隙, 各步方向的误差)。"""
    out = [(1.0, start, 0.0, [], [])]
    for _ in range(steps):
        grown = []
        for p, v, m, gaps, errors in out:
            h = L1 * (v - 0.3)
            for noise in (0.6, -0.6):
                g = h + noise
                c = b1 * m + (1 - b1) * g
                after = v - eta * (math.copysign(1, c) + lam * v)
                grown.append((p / 2, after, b2 * m + (1 - b2) * g, gaps + [abs(h) + lam * h * v], errors + [abs(c - h)]))
        out = grown
    return out

start, eta3 = 1 / lam1, 0.1
paths = tree(8, start, b1, b2, eta3, lam1)
h1 = L1 * (start - 0.3)
mean_error = sum(p * errors[4] for p, _, _, _, errors in paths)
check.tex(27, {**coef, r"\mathbb{E}\|c_t-h_t\|_1": mean_error, "t": 5, "h_1": h1, r"\eta": eta3, "L": L1, r"\sigma": 0.6, "V": total})
mean_gap = {t: sum(p * gaps[t - 1] for p, _, _, gaps, _ in paths) for t in range(1, 9)}
rate = {**coef, r"\mathbb{E}[G(\theta_{t-1})]": check.at(lambda e: mean_gap[e["t"]]), "T": 8, "f": lambda v: 0.5 * L1 * (float(v) - 0.3) ** 2, r"\theta_0": start, r"f_{\star}": 0.0, r"\eta": eta3, "L": L1, "h_1": h1, r"\sigma": 0.6, "V": total}
check.tex(29, rate)
# 取等：一步走到极小点
check.tex(29, {**rate, r"\beta_1": 0.0, r"\beta_2": 0.4, r"\mathbb{E}[G(\theta_{t-1})]": L1 * 2 * 0.3 + 1 / 0.6 * L1 * 0.6 * 0.6, "T": 1, "f": lambda v: 0.5 * L1 * float(v) ** 2, r"\theta_0": 0.6, r"\eta": 0.3, "h_1": L1 * 0.6, r"\sigma": 0.0}, tight=0)
# 引理允许的最大值逐步相加：步数多时接近右端
many, drop = 4000, 3.0
allowed = {t: 2 * (b1 * b2 ** (t - 1) * one + b1 * sum(b2 ** (t - s) * 2 * eta2 * L2 for s in range(max(2, t - 300), t + 1)) + float(sigma.sum()) * math.sqrt(sum(w(k) ** 2 for k in range(min(t, 300))))) + 2 * eta2 * L2 for t in range(1, many + 1)}
wide = {**bound, r"\mathbb{E}[G(\theta_{t-1})]": check.at(lambda e: allowed[e["t"]] + drop / (eta2 * many)), "T": many, "f": lambda v: drop + 0.2, r"\theta_0": np.zeros(2), r"f_{\star}": 0.2, "h_1": np.array([1.5, -0.4])}
check.tex(29, wide, tight=(0, 3e-3))
few = 40
check.tex(29, {**wide, "T": few, r"\mathbb{E}[G(\theta_{t-1})]": check.at(lambda e: 2 * b1 * b2 ** (e["t"] - 1) * one + drop / (1e-3 * few)), "L": 1e-12, "V": 1e-24, r"\eta": 1e-3}, tight=(0, 1e-4))
check.tex(29, {**wide, "T": few, r"\mathbb{E}[G(\theta_{t-1})]": check.at(lambda e: 2 * b1 * b2 ** (e["t"] - 1) * one), "L": 1e-12, "V": 1e-24, "f": lambda v: 0.2}, tight=(0, 1e-3))

# %% id=convex
value, record = np.array([1 / lam1, -0.5]), {}
Q2, centre2 = np.array([[1.0, 0.4], [0.4, 0.9]]), np.array([0.5, 1.9])
bowl = lambda v: 0.5 * float((np.asarray(v) - centre2) @ Q2 @ (np.asarray(v) - centre2))
record[0] = value
for t in range(1, 13):
    value = value - 2 / (lam1 * (t + 1)) * (np.sign(Q2 @ (value - centre2)) + lam1 * value)
    record[t] = value
phi = np.array([0.7, 1 / lam1])
gamma = {t: 2 / (t + 1) for t in range(1, 13)}
Lq = float(Q2.sum())
gaps = {t: bowl(record[t]) - bowl(phi) for t in record}
for t in (1, 5, 12):
    check.tex(30, {"f": bowl, r"\theta": record, r"\varphi": phi, "L": Lq, r"\lambda": lam1, "t": t})
    check.tex(31, {"a": gaps, r"\gamma": gamma, "C": 4 * Lq / lam1**2, "t": t})
# 起点在盒子外面时不成立：盒子里是线性的，外面的梯度反号
bend = lambda v: -100 * float(v) + 1000 * max(float(v) - 1, 0.0) ** 2
jump = 2.0 - 1.0 * (np.sign(-100 + 2000 * (2.0 - 1)) + 2.0)
check.tex(30, {"f": bend, r"\theta": {1: jump}, r"\varphi": 1.0, "L": 1.0, r"\lambda": 1.0, "t": 1}, holds=False)
# 递推允许的最大值：数列恰好满足等号；与 1/(t+1) 的比趋于 2C
C, worst = 4 * 1.3 / 0.7**2, {0: 0.0}
for t in range(1, 40001):
    step = 2 / (t + 1)
    worst[t] = worst[t - 1] - step * worst[t - 1] + 0.5 * C * step * step
check.tex(31, {"a": worst, "C": C, r"\gamma": {7: 0.25}, "t": 7}, tight=0)
# 取等：一步从 1/λ 跳到 -1/λ，极小点挨着起点
start = 1 / 0.7
check.tex(30, {"f": lambda v: 0.65 * (float(v) - start) ** 2 + 0.4, r"\theta": {1: -start}, r"\varphi": start * (1 - 1e-9), "L": 1.3, r"\lambda": 0.7, "t": 1}, tight=0)
check.tex(30, {"f": lambda v: float(v), r"\theta": {40000: worst[40000]}, r"\varphi": 0.0, "L": 1.3, r"\lambda": 0.7, "t": 40000}, tight=(0, 1e-3))

# %% id=noise
from math import erf

nodes = np.linspace(-12, 12, 480001)
density = np.exp(-nodes**2 / 2) / math.sqrt(2 * math.pi)
for h0, spread0 in ((0.7, 1.3), (-0.4, 0.5)):
    z0 = -h0 / spread0
    below = sum(0.5 * ww * (z0 + 12) * math.exp(-((z0 + 12) * (a + 1) / 2 - 12) ** 2 / 2) for a, ww in zip(*np.polynomial.legendre.leggauss(200))) / math.sqrt(2 * math.pi)
    check.tex(32, {r"\mathbb{E}_{z}\left[\operatorname{sign}(h+\varsigma z)\right]": 1 - 2 * below, "h": h0, r"\varsigma": spread0, "erf": erf})
    check.tex(33, {"h": h0, r"\varsigma": spread0, "erf": erf})
check.tex(33, {"h": 1e-4, r"\varsigma": 1.3, "erf": erf}, tight=0)
check.tex(33, {"h": -1e-4, r"\varsigma": 0.6, "erf": erf}, tight=0)
for place in (0.4, -0.5, 2.5, -1.7, 3.6, -1.0, 3.0):
    check.tex(34, {r"\theta": place}, E={r"\xi": [(0.75, {r"\xi": 1.0}), (0.25, {r"\xi": -3.0})]})

# %% id=adam
a = rng.uniform(0.1, 1, size=5)
a = a / a.sum()
g = rng.normal(size=5) + 0.4
check.tex(35, {"a": a, "g": g, "t": 5})
check.tex(35, {"a": a, "g": np.full(5, -0.7), "t": 5}, tight=0)
check.tex(35, {"a": 1.4 * a, "g": np.full(5, -0.7), "t": 5}, holds=False)
mean = float(a @ g)
check.tex(36, {r"\hat m": mean, r"\hat v": float(a @ g**2), r"\hat s": math.sqrt(float(a @ (g - mean) ** 2))})
check.tex(36, {r"\hat m": -mean, r"\hat v": float(a @ g**2), r"\hat s": math.sqrt(float(a @ (g - mean) ** 2))})
check.tex(37, {r"\beta_1": b1, r"\sigma_1": 1.4, "#k": range(0, 200)})
for k in (1, 4):
    check.tex(38, {**coef, "k": k, "#j": range(0, 400)})
r = 0.37
below = 0.0
for tt, ww in zip(*np.polynomial.legendre.leggauss(200)):
    s = 6.5 * (tt + 1)
    below += 6.5 * ww * 2 * math.exp(-s * s / 2) / math.sqrt(2 * math.pi) * erf(r * s / math.sqrt(2 * (1 - r * r)))
check.tex(40, {r"\mathbb{E}[\operatorname{sign}(X)\operatorname{sign}(Y)]": below, "r": r}, rtol=1e-8)
decay = 1 - 0.3 * 0.8
far = 300
rs = {k: sum(w(j) * w(j + k) for j in range(400)) / total for k in range(0, far)}
power = decay ** np.arange(far)
lag = np.array([2 / math.pi * math.asin(min(1.0, rs[k])) for k in range(far)])
double = 0.3**2 * float(power @ np.array([[lag[abs(i - j)] for j in range(far)] for i in range(far)]) @ power)
check.tex(39, {r"\mathbb{E}[\theta_i^2]": double, r"\eta": 0.3, "a": decay, "r": rs, "#k": range(1, far)}, rtol=1e-8)

# %% id=example
m1, g2 = np.array([0.1, -0.2]), np.array([0.26, -0.32])
check.tex(41, {"c_2": momenta({1: np.array([0.4, -0.8]), 2: g2}, 0.5, 0.75)[0][2]})
check.tex(42, {r"\theta_2": np.array([0.26, -0.08]) - 0.1 * (np.array([1.0, -1.0]) + np.array([0.26, -0.08]))})
free = {**coef, r"\eta": eta2, "L": L2, r"\sigma": sigma, "V": total, "f": lambda v: drop + 0.2, r"\theta_0": np.zeros(2), r"f_{\star}": 0.2, "h_1": np.array([1.5, -0.4])}
half = {t: 2 * (b1 * b2 ** (t - 1) * one + b1 * sum(b2 ** (t - s) * eta2 * L2 for s in range(max(2, t - 300), t + 1)) + float(sigma.sum()) * math.sqrt(sum(w(k) ** 2 for k in range(min(t, 300))))) + 0.5 * eta2 * L2 for t in range(1, many + 1)}
check.tex(43, {**free, r"\mathbb{E}\|h_t\|_1": check.at(lambda e: half[e["t"]] + drop / (eta2 * many)), "T": many}, tight=(0, 3e-3))
check.tex(43, {**free, r"\mathbb{E}\|h_t\|_1": check.at(lambda e: 2 * b1 * b2 ** (e["t"] - 1) * one), "T": few, "L": 1e-12, "V": 1e-24, "f": lambda v: 0.2}, tight=(0, 1e-3))
check.tex(43, {**free, r"\mathbb{E}\|h_t\|_1": check.at(lambda e: 2 * b1 * b2 ** (e["t"] - 1) * one + drop / (1e-3 * few)), "T": few, "L": 1e-12, "V": 1e-24, r"\eta": 1e-3}, tight=(0, 1e-4))
check.tex(43, {**free, r"\beta_1": 0.0, r"\mathbb{E}\|h_t\|_1": L1 * 0.3, "T": 1, "f": lambda v: 0.5 * L1 * float(v) ** 2, r"\theta_0": 0.3, r"f_{\star}": 0.0, r"\eta": 0.3, "L": L1, "h_1": L1 * 0.3, r"\sigma": 0.0}, tight=0)
check.tex(44, {**coef, "a": 0.7, "b": -0.3, "t": 11, "#k": range(0, 400)})
check.tex(45, {"A": np.array([[2.0, 0.6], [0.6, 1.0]])})
print(f"sqrt(0.1 / 1.9) = {math.sqrt(0.1 / 1.9):.3f}")
