# ssm-linear-systems-hippo 的数值检查。
# 独立路径：Legendre 多项式由 numpy 的级数求值，系数由求积，矩阵指数由缩放与 Taylor 级数，微分方程由系数的定义求导。

# %% id=system
import math
from numpy.polynomial import legendre as leg

def expm(M):
    """缩放、Taylor、平方。"""
    M = np.asarray(M, dtype=float) / 2**12
    out, term = np.eye(len(M)), np.eye(len(M))
    for k in range(1, 14):
        term = term @ M / k
        out = out + term
    for _ in range(12):
        out = out @ out
    return out

N = 4
M = 0.6 * rng.normal(size=(3, 3)) - 0.4 * np.eye(3)
b = rng.normal(size=3)
start = rng.normal(size=3)
u = lambda s: math.sin(2.3 * s + 0.4) + 0.3 * s * s - 0.2
# 独立路径：Runge–Kutta 积分到 t
def integrate(t, steps=400):
    y, h = np.array(start), t / steps
    f = lambda s, y: M @ y + b * u(s)
    for i in range(steps):
        s = i * h
        k1 = f(s, y)
        k2 = f(s + h / 2, y + h / 2 * k1)
        k3 = f(s + h / 2, y + h / 2 * k2)
        k4 = f(s + h, y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y
lti = {"A": M, "B": b, "u": u, "t": 0.9, "x": lambda t: integrate(t) if t else start, r"\exp": expm}
check.tex(1, lti, rtol=1e-6)
check.tex(2, lti, grid={"s": 30}, rtol=1e-8)
check.tex(3, lti, rtol=1e-6)

# %% id=legendre
P = {n: (lambda y, n=n: float(leg.legval(y, np.eye(n + 1)[n]))) for n in range(0, 9)}
r = lambda n: math.sqrt(2 * n + 1)
g = {n: (lambda y, n=n: r(n) * P[n](2 * y - 1)) for n in range(0, 9)}
for n, m in ((3, 3), (3, 5), (2, 4), (1, 1)):
    check.tex(5, {"P": P, "n": n, "m": m}, grid={"y": 20})
    check.tex(10, {"g": g, "n": n, "m": m}, grid={"y": 20})
for n in (1, 2, 5):
    check.tex(6, {"P": P, "n": n})
    for y in (0.37, 0.9):
        env = {"P": P, "g": g, "n": n, "y": y}
        for number in (7, 8, 9, 11):
            check.tex(number, env, rtol=1e-7)
# 定义式(4)：对 (y^2-1)^n 求 n 阶导数
poly = np.poly1d([1.0, 0.0, -1.0])
for n in (1, 2, 5):
    check.eq(4, P[n](0.37), float((poly**n).deriv(n)(0.37)) / (2.0**n * math.factorial(n)))

# %% id=legs
z, w = np.polynomial.legendre.leggauss(60)
z, w = (z + 1) / 2, w / 2
G = np.array([[g[n](y) for y in z] for n in range(9)])
coefficient = lambda t, n: float(w @ (np.array([u(t * y) for y in z]) * G[n]))
state = lambda t, size=N: np.array([coefficient(t, n) for n in range(size)])
A = np.zeros((N, N))
for i in range(N):
    A[i, i] = -(i + 1)
    for k in range(i):
        # y g' 与 g_k 的内积，由求积
        slope = np.array([(g[i](y + 1e-4) - g[i](y - 1e-4)) / 2e-4 for y in z])
        A[i, k] = -round(float(w @ (z * slope * G[k])) ** 2) ** 0.5
B = np.array([g[n](1.0) for n in range(N)])
xs = {n: (lambda t, n=n: coefficient(t, n)) for n in range(9)}
t = 1.3
for n in (0, 2, 3):
    env = {"x": xs, "u": u, "g": g, "n": n, "t": t}
    check.tex(12, env, grid={"y": 60})
    check.tex(14, env, grid={"y": 60}, rtol=1e-6)
    check.tex(15, env, grid={"y": 60}, rtol=1e-6)
    check.tex(18, {"B": lambda i: B[i], "n": n})
for n, k in ((3, 1), (2, 1), (2, 2), (0, 2), (0, 0)):
    check.tex(17, {"A": lambda i, j: A[i, j], "n": n, "k": k})
sys = {"A": A, "B": B, "x": state, "u": u, "t": t, "I": np.eye(N), "N": N}
check.tex(16, sys, rtol=1e-6)
check.tex(16, {**sys, "A": A - 0.1 * np.eye(N)}, rtol=1e-6, holds=False)
p = lambda y: 0.3 + 0.8 * y - 1.1 * y**3
best = lambda y: float(sum(coefficient(t, n) * g[n](y) for n in range(N)))
check.tex(13, {**sys, "p": p}, grid={"y": 60})
check.tex(13, {**sys, "p": best}, grid={"y": 60}, tight=0)
check.tex(13, {**sys, "p": lambda y: best(y) + coefficient(t, N) * g[N](y)}, grid={"y": 60}, holds=False)
check.limit(16, [state(10.0**-k)[:2] for k in (2, 3, 4, 5)], np.array([u(0.0), 0.0]))

# %% id=energy
check.tex(19, sys)
check.tex(19, {**sys, "A": A + 0.3 * np.outer(B, np.arange(N))}, holds=False)
hat = lambda s: float(B @ state(s)) if s else u(0.0)
power = {**sys, r"\hat{u}": hat}
check.tex(20, power, rtol=1e-6)
check.tex(21, power, grid={"s": 40}, rtol=1e-8)
check.tex(22, power, grid={"s": 40})
cubic = lambda s: 0.4 - s + 0.7 * s**3
cubic_state = lambda s: np.array([float(w @ (np.array([cubic(s * y) for y in z]) * G[n])) for n in range(N)])
check.tex(22, {**sys, "u": cubic, "x": cubic_state}, grid={"s": 40}, tight=0)
check.tex(22, {**sys, "x": lambda s: 1.05 * cubic_state(s), "u": cubic}, grid={"s": 40}, holds=False)

# %% id=log-time
tau = 0.4
check.tex(23, {**sys, r"\tau": tau, "z": lambda a: state(math.exp(a)), "v": lambda a: u(math.exp(a))}, rtol=1e-6)
for y in (0.2, 0.85):
    check.tex(24, {**sys, "y": y, "g": lambda y: np.array([g[n](y) for n in range(N)]), r"\exp": expm}, rtol=1e-8)
check.tex(25, {**sys, r"\lambda": 0.7})
check.eq(24, state(2 * t), np.array([float(w @ (np.array([u(2 * (t * y)) for y in z]) * G[n])) for n in range(N)]))

# %% id=error
for n in (1, 4):
    check.tex(26, {"g": g, "n": n, "y": 0.3}, rtol=1e-4)
wave = lambda y: math.sin(5 * y + 0.3) + 0.4 * y * y
series = np.array([float(w @ (np.array([wave(y) for y in z]) * np.array([g_n(y) for y in z]))) for g_n in [g[n] for n in range(9)] + [(lambda y, n=n: r(n) * float(leg.legval(2 * y - 1, np.eye(n + 1)[n]))) for n in range(9, 22)]])
fixed = lambda values: {n: (lambda t, v=float(v): v) for n, v in enumerate(values)}
for size in (2, 4):
    check.tex(27, {"w": wave, "x": fixed(series), "N": size, "t": 1.0}, grid={"y": 60})
pure = lambda y: 0.5 + 0.8 * g[size](y)
check.tex(27, {"w": pure, "x": fixed([0.5] + [0.0] * size), "N": size, "t": 1.0}, grid={"y": 60}, tight=(0, 1e-6), rtol=1e-7)
kink = lambda y: float(y > 0.5)
check.tex(27, {"w": kink, "x": fixed([0.5, 0.0, 0.0, 0.0]), "N": 4, "t": 1.0}, grid={"y": 60}, holds=False)
# 只有有限项时逐项求和；多项式取等
finite = lambda y: 0.3 * g[1](y) - 0.6 * g[3](y) + 0.2 * g[4](y)
numbers = fixed([0.0, 0.3, 0.0, -0.6, 0.2, 0.0, 0.0])
check.tex(28, {"w": finite, "x": numbers, "t": 1.0, "#n": range(1, 7)}, grid={"y": 60}, tight=(0, 1e-6), rtol=1e-7)
check.tex(28, {"w": wave, "x": fixed(series), "t": 1.0, "#n": range(1, 12)}, grid={"y": 60}, rtol=1e-7)
check.tex(28, {"w": lambda y: 0.98 * finite(y), "x": numbers, "t": 1.0, "#n": range(1, 7)}, grid={"y": 60}, holds=False)

# %% id=window
theta = 0.8
window = lambda t, n: float(w @ (np.array([u(t - theta + theta * y) for y in z]) * G[n]))
wstate = lambda t: np.array([window(t, n) for n in range(N)])
g0 = np.array([g[n](0.0) for n in range(N)])
F = np.zeros((N, N))
for i in range(N):
    slope = lambda y, i=i: (g[i](y + 1e-4) - g[i](y - 1e-4)) / 2e-4
    moment = [float(w @ (np.array([slope(y) for y in z]) * G[k])) for k in range(N)]
    for k in range(N):
        value = -moment[k] - g0[i] * g0[k]
        F[i, k] = math.copysign(round(value**2) ** 0.5, value)
wx = {n: (lambda t, n=n: window(t, n)) for n in range(N)}
for n in (0, 2, 3):
    env = {"x": wx, "u": u, "g": g, "n": n, "t": t, r"\theta": theta}
    check.tex(29, env, grid={"y": 60})
    check.tex(30, env, grid={"y": 60}, rtol=1e-6)
    check.tex(31, env, grid={"y": 60}, rtol=1e-6)
win = {"F": F, "B": B, "x": wstate, "u": u, "t": t, r"\theta": theta, "g": lambda y: np.array([g[n](y) for n in range(N)])}
check.tex(32, win, rtol=1e-6)
check.tex(33, win)
for n, k in ((3, 1), (1, 1), (0, 2), (1, 2), (1, 3), (2, 3)):
    check.tex(35, {"F": lambda i, j: F[i, j], "n": n, "k": k})
# 忽略误差项的系统，用 Runge–Kutta 的一小段轨道
x0 = rng.normal(size=N)
def closed(s):
    h = (s - t) / 60
    y = np.array(x0)
    rhs = lambda a, y: (F @ y + B * u(a)) / theta
    for i in range(60):
        a = t + i * h
        k1 = rhs(a, y)
        k2 = rhs(a + h / 2, y + h / 2 * k1)
        k3 = rhs(a + h / 2, y + h / 2 * k2)
        k4 = rhs(a + h, y + h * k3)
        y = y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y
check.tex(34, {**win, "x": closed}, rtol=1e-6)

# %% id=discretise
h, value = 0.17, 0.9
def constant_input(s, steps=2000):
    """式(16)，输入是常数，从 t 积到 s。"""
    y, k = np.array(x0), (s - t) / steps
    rhs = lambda a, y: (A @ y + B * value) / a
    for i in range(steps):
        a = t + i * k
        k1 = rhs(a, y)
        k2 = rhs(a + k / 2, y + k / 2 * k1)
        k3 = rhs(a + k / 2, y + k / 2 * k2)
        k4 = rhs(a + k, y + k * k3)
        y = y + k / 6 * (k1 + 2 * k2 + 2 * k3 + k4)
    return y
check.tex(36, {**sys, "h": h, "u": value, "x": lambda s: x0 if s == t else constant_input(s), r"\exp": expm}, rtol=1e-8)
j = 3
# 独立路径：把隐式方程写成一个大的线性方程组的残差为零
c = 1 / (2 * j + 1)
nxt = np.linalg.lstsq(np.vstack([np.eye(N) - c * A]), x0 + c * A @ x0 + 2 * c * B * value, rcond=None)[0]
check.tex(37, {**sys, "j": j, "x": {j: x0, j + 1: nxt}, "u": {j: value}}, rtol=1e-8)
L = [20, 40, 80, 160]
errors = []
for steps in L:
    y, hh = state(1.0), 1.0 / steps
    for i in range(steps):
        mid = 1.0 + (i + 0.5) * hh
        cc = hh / (2 * mid)
        y = np.linalg.solve(np.eye(N) - cc * A, y + cc * A @ y + 2 * cc * B * u(mid))
    errors.append(np.linalg.norm(y - state(2.0)))
check.order(37, errors, [1 / s for s in L], 2)
for c in (0.3, 2.0):
    v = rng.normal(size=N)
    check.tex(38, {**sys, "c": c, "x": v})
    check.tex(39, {**sys, "c": c})
    check.tex(39, {**sys, "c": c, "A": -0.4 * np.eye(N)}, holds=False)
    check.le(38, np.linalg.norm(np.linalg.solve(np.eye(N) - c * A, np.eye(N) + c * A), 2), 1.0)
check.tex(39, {**sys, "c": 0.7, "A": -0.5 * np.eye(N)}, tight=0)
delta = rng.normal(size=N)
check.tex(40, {**sys, r"\delta": delta})
check.tex(40, {**sys, r"\delta": -0.3 * B}, tight=0)

# %% id=example
check.tex(41, {"x": {n: (lambda t, n=n: float(w @ (t * z * G[n]))) for n in range(2)}, "t": 1.7}, grid={"y": 10})
check.tex(42, {})
first = np.linalg.lstsq(np.eye(N) - A, 2 * 0.8 * B, rcond=None)[0]
check.tex(43, {"A": A, "B": B, "I": np.eye(N), "u_0": 0.8, "x_1": first})
check.eq(43, first[:2], np.array([0.8, 0.8 / math.sqrt(3)]))
check.eq(43, A[:, 0], -B)
y0 = 0.35
zz, ww = np.polynomial.legendre.leggauss(30)
for n in (1, 4):
    check.tex(44, {"g": g, "P": P, "n": n, "y_0": y0, r"\eta": 2 * y0 - 1, "t": 1.0, "x": {n: (lambda t: float((1 - y0) / 2 * ww @ np.array([g[n](y0 + (1 - y0) * (s + 1) / 2) for s in zz])))}}, grid={"y": 30})
check.tex(45, {"F": F[:2, :2], "I": np.eye(2), r"\lambda": 0.37})
print("特征值", " ".join(f"{v.real:.1f}{v.imag:+.4f}i" for v in sorted(np.linalg.eigvals(F[:2, :2]), key=lambda v: v.imag)))
