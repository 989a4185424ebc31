# emo-optimal-transport-loss 的数值检查。
# 独立路径：最优传输由枚举多面体的顶点求出，倾斜的分布由投影的 Newton 法求出，时间由求积得到。

# %% id=transport
import math

n = 3
soft = lambda x: np.exp(x - np.max(x)) / np.sum(np.exp(x - np.max(x)))
p, q = soft(rng.normal(size=n)), soft(rng.normal(size=n))
raw = rng.uniform(0.2, 1.5, size=(n, n))
C = (raw + raw.T) / 2
np.fill_diagonal(C, 0.0)
unit = lambda t, n=n: np.eye(n)[t - 1]
W = lambda a, b, C=C: transport(np.asarray(a), np.asarray(b), C)
base = {"W": W, "p": p, "q": q, "C": C, "n": n}
for t in (1, 3):
    check.tex(2, {**base, "t": t, "e_t": unit(t)})
check.tex(3, base)
check.tex(3, {**base, "q": unit(2)}, tight=0)
check.tex(3, {**base, "p": unit(2)}, tight=0)
feasible = {r"\varphi": np.array([0.3, -0.1, 0.2])}
feasible[r"\psi"] = np.array([min(C[i, j] - feasible[r"\varphi"][i] for i in range(n)) for j in range(n)])
check.tex(4, {**base, **feasible})
line = np.abs(np.arange(n)[:, None] - np.arange(n)[None, :]).astype(float)
right, wrong = np.array([0.6, 0.3, 0.1]), np.array([0.2, 0.3, 0.5])
check.tex(4, {**base, "W": lambda a, b: W(a, b, line), "p": right, "q": wrong, r"\varphi": np.array([1.7, 0.7, -0.3]), r"\psi": np.array([-1.7, -0.7, 0.3])}, tight=0)
check.tex(4, {**base, "W": lambda a, b: W(a, b, line), "p": right, "q": wrong, r"\varphi": np.array([2.7, 0.7, -1.3]), r"\psi": np.array([-2.7, -0.7, 1.3])}, holds=False)
ones = 1 - np.eye(n)
check.tex(5, {**base, "W": lambda a, b: W(a, b, ones)})
off = C[~np.eye(n, dtype=bool)]
ends = {r"c_{\min}": float(off.min()), r"c_{\max}": float(off.max())}
check.tex(6, {**base, **ends})
flat = {**base, "W": lambda a, b: W(a, b, 0.7 * ones), r"c_{\min}": 0.7, r"c_{\max}": 0.7}
check.tex(6, flat, tight=0)
check.tex(6, flat, tight=1)
check.tex(6, {**base, r"c_{\min}": float(off.max()), r"c_{\max}": float(off.max()) * 1.5}, holds=False)

# %% id=loss
m = 5
x = rng.normal(size=m)
cost = rng.uniform(0.2, 1.3, size=m)
t = 4
cost[t - 1] = 0.0
ell = lambda z, c=cost: float(sum(soft(np.asarray(z))[i] * c[i] for i in range(len(c))))
now = {r"\ell": ell, "x": x, "p": soft(x), "c": cost, "n": m, "p_t": float(soft(x)[t - 1]), "L": -math.log(soft(x)[t - 1])}
bounds = {r"c_{\min}": float(np.delete(cost, t - 1).min()), r"c_{\max}": float(cost.max())}
check.tex(7, now)
for i in (2, 4):
    check.tex(8, {**now, "i": i}, rtol=1e-7)
check.tex(9, {**now, **bounds})
ends = np.array([0.0, 1.1, 1.1])
uneven = np.array([0.3, -0.4, 0.2])
check.tex(9, {**now, r"\ell": lambda z: ell(z, ends), "x": uneven, "p": soft(uneven), "c": ends, "n": 3, r"c_{\max}": 1.1}, tight=0)
half = np.array([math.log(2.0), 0.0, 0.0])
check.tex(9, {**now, r"\ell": lambda z: ell(z, ends), "x": half, "p": soft(half), "c": ends, "n": 3, r"c_{\max}": 1.1}, tight=1)
check.tex(9, {**now, **bounds, r"c_{\max}": 0.5 * ell(x)}, holds=False)
for number in (10, 11):
    check.tex(number, {**now, **bounds})
same = np.array([0.0, 0.8, 0.8])
level = {**now, r"\ell": lambda z: ell(z, same), "x": uneven, "p_t": float(soft(uneven)[0]), "L": -math.log(soft(uneven)[0]), r"c_{\min}": 0.8, r"c_{\max}": 0.8}
check.tex(10, level, tight=0)
check.tex(10, level, tight=1)
check.tex(11, level, tight=0)
sure = np.array([15.0, 0.0, 0.2])
check.tex(11, {**level, "x": sure, "L": -math.log(soft(sure)[0])}, tight=1)

# %% id=time
c = 0.7
sigmoid = lambda z: 1 / (1 + math.exp(-z))
for z in (-1.3, 0.6):
    h = 1e-5
    two = lambda a, b: c * math.exp(b) / (math.exp(a) + math.exp(b))
    rise = -(two(z + h, 0) - two(z - h, 0)) / (2 * h) + (two(z, h) - two(z, -h)) / (2 * h)
    ce = lambda a, b: math.log(math.exp(a) + math.exp(b)) - a
    lift = -(ce(z + h, 0) - ce(z - h, 0)) / (2 * h) + (ce(z, h) - ce(z, -h)) / (2 * h)
    check.tex(12, {r"\dot z_{\text{E}}": rise, r"\dot z_{\text{C}}": lift, "c": c, "z": z, r"\sigma": sigmoid}, rtol=1e-7)
Z = 2.3
nodes, weights = np.polynomial.legendre.leggauss(60)
zs = [-Z / 2 + Z / 2 * a for a in nodes]
slow = sum(w * Z / 2 / (2 * c * sigmoid(z) * sigmoid(-z)) for z, w in zip(zs, weights))
fast = sum(w * Z / 2 / (2 * sigmoid(-z)) for z, w in zip(zs, weights))
times = {r"\tau_{\text{E}}": slow, r"\tau_{\text{C}}": fast, "Z": Z, "c": c, r"\sigma": sigmoid}
check.tex(13, {**times, "z": 0.0}, grid={"z": 60})
check.tex(14, times)
check.tex(15, times)

# %% id=tilt
d = C @ q
check.tex(16, {**base, "d": d})
reach = {**base, "#i": range(0, n + 2)}
check.tex(17, {**reach, "d": d})
lowest, highest = int(d.argmin()), int(d.argmax())
check.tex(17, {**reach, "p": unit(lowest + 1), "d": d}, tight=0)
for place in (1, 3):
    other_d = np.array([0.9, 0.7, 0.8])
    other_d[place - 1] = 0.3
    check.tex(17, {**reach, "p": unit(place), "d": other_d}, tight=0)
check.tex(17, {**reach, "p": 1.7 * unit(lowest + 1) - 0.7 * unit(highest + 1), "d": d}, holds=False)

def solve(lam, q=q, d=d):
    """J 在单纯形上的最小点：对 n-1 个自由坐标用 Newton 法，不用乘子的公式。"""
    z = q.copy()
    k = len(q)
    free = np.vstack([np.eye(k - 1), -np.ones(k - 1)])
    for _ in range(300):
        g = free.T @ (-q / z + lam * d)
        H = free.T @ np.diag(q / z**2) @ free
        step = free @ np.linalg.solve(H, g)
        scale = 1.0
        while np.any(z - scale * step <= 0):
            scale /= 2
        z = z - min(scale, 1 / (1 + np.sqrt(float(step @ (q / z**2 * step))))) * step
    return z

lam = 1.4
best = solve(lam)
nu = float(q[0] / best[0] - lam * d[0])
tilt = {"p": best, "q": q, "d": d, r"\lambda": lam, r"\nu": nu, "n": n, "J": lambda v: -sum(q[i] * math.log(v[i]) for i in range(n)) + lam * float(v @ d)}
check.tex(18, {**tilt, "p": p, "J": lambda v: float(lam * (v @ d) - sum(a * math.log(b) for a, b in zip(q, v)))})
for i in (2, 3):
    check.tex(19, {**tilt, "i": i}, rtol=1e-8)
check.tex(20, tilt, rtol=1e-8)
for i in (1, 2):
    check.tex(21, {"p": check.at(lambda e: solve(e[r"\lambda"])), "q": q, "d": d, "i": i}, order={r"\lambda": [0.08, 0.04, 0.02]})
k = lowest + 1
other = 1 + (lowest + 1) % n
check.tex(22, {**tilt, "k": k, "i": other})
far = solve(300.0)
check.tex(22, {**tilt, "p": far, r"\lambda": 300.0, "k": k, "i": other}, tight=(0, 1e-3))
check.tex(22, {**tilt, "k": k, "i": k})
for trial in (soft(rng.normal(size=n)), soft(rng.normal(size=n))):
    check.le(19, tilt["J"](best), tilt["J"](trial))

# %% id=cosine
U = rng.normal(size=(4, 3))
U = U / np.linalg.norm(U, axis=1, keepdims=True)
K = np.array([[1 - float(sum(a[s] * b[s] for s in range(3))) for b in U] for a in U])
a4, b4 = soft(rng.normal(size=4)), soft(rng.normal(size=4))
space = {"u": {i: U[i - 1] for i in range(1, 5)}, "C": K, "p": a4, "q": b4, "m_p": sum(w * v for w, v in zip(a4, U)), "m_q": sum(w * v for w, v in zip(b4, U)), "n": 4}
check.tex(23, {**space, "i": 2, "j": 4})
check.tex(24, space)
check.tex(25, {**space, "t": 3})
check.tex(26, space)
K3 = K[:3, :3]
tri = {**space, "p": p, "q": q, "C": K3, "W": lambda a, b: W(a, b, K3), "m_p": p @ U[:3], "m_q": q @ U[:3]}
check.tex(27, tri)
corner = {**tri, "p": unit(1), "q": unit(3), "m_p": U[0], "m_q": U[2]}
check.tex(27, corner, tight=0)
check.tex(27, corner, tight=1)
check.tex(28, {**space, "e_t": unit(3, 4), "u_t": U[2]})
mean_loss = lambda v: sum(b4[t] * (v @ K[:, t] - 0.5 * v @ K @ v) for t in range(4))
check.le(28, mean_loss(b4), mean_loss(a4))

# %% id=example
three = np.array([[1.0, 0.0], [0.6, 0.8], [0.0, 1.0]])
exact = 1 - three @ three.T
half = np.array([0.5, 0.25, 0.25])
value = transport(half, unit(2), exact)
check.tex(29, {r"\ell": value})
check.tex(30, {r"\ell": value, "p": half, "c": exact[:, 1]})
wide = np.abs(np.arange(3)[:, None] - np.arange(3)[None, :]).astype(float)
check.tex(31, {**base, "W": lambda a, b: W(a, b, wide), "F": np.cumsum(p), "H": np.cumsum(q)})
goal = np.array([0.25, 0.25, 0.5])
check.tex(32, {r"\varphi": np.array([0.4, 0.0, -0.2]), "p": half, "q": goal})
check.eq(32, transport(half, goal, exact), 0.15)
eps = 0.13
pair = np.array([0.5 + eps, 0.5 - eps])
check.tex(33, {"p": check.at(lambda e: solve(e[r"\lambda"], pair, pair[::-1])), "q": pair, r"\epsilon": eps}, order={r"\lambda": [0.08, 0.04, 0.02]})
print(f"m_p = ({(half @ three)[0]:.2f}, {(half @ three)[1]:.2f})，u_2 的分量 {three[1][0] * 0.65:.2f} + {three[1][1] * 0.45:.2f} = {(half @ three) @ three[1]:.2f}，平均代价 {value:.2f}")
