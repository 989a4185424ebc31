# score-matching-equals-conditional 的数值检查。
# 独立路径：有限个原子的混合分布，密度、后验均值与协方差都由定义求和；期望用 Gauss–Hermite 求积。

# %% id=setup
import math

d, N = 2, 3
a, sigma = 0.8, 1.1
atoms = [np.array(z) + 0.1 * rng.normal(size=d) for z in ((0.7, 0.2), (-0.5, 0.6), (0.1, -0.8))]
prob = rng.dirichlet(4 * np.ones(N))
shares, places = prob.tolist(), [z.tolist() for z in atoms]
kernel = lambda x, z: math.exp(-((x[0] - a * z[0]) ** 2 + (x[1] - a * z[1]) ** 2) / (2 * sigma**2)) / (2 * math.pi * sigma**2)
density = lambda x: sum(w * kernel(x, z) for w, z in zip(shares, places))
weights = lambda x: np.array([w * kernel(x, z) for w, z in zip(prob, atoms)]) / density(x)
mean = lambda x: sum(w * z for w, z in zip(weights(x), atoms))
cov = lambda x: sum(w * np.outer(z - mean(x), z - mean(x)) for w, z in zip(weights(x), atoms))
target = lambda x, z: -(np.asarray(x) - a * z) / sigma**2
score = lambda x: sum(w * target(x, z) for w, z in zip(weights(x), atoms))
s = lambda x: np.array([np.tanh(0.35 * x[0] - 0.15 * x[1]), 0.3 * x[1] - 0.2])
prior = [(float(w), {"x_0": z}) for w, z in zip(prob, atoms)]
def marginal(axis):
    """x 的结点：密度在格点上的梯形公式（对解析而衰减快的函数指数收敛），权重归一。"""
    points = [np.array([p1, p2]) for p1 in axis for p2 in axis]
    raw = np.array([density(q) for q in points])
    return [(float(r), {"x": q}) for r, q in zip(raw / raw.sum(), points)]

# 粗格上，给定 x 时 x_0 的条件分布仍是精确的，所以含条件期望的恒等式精确成立；分部积分要用细格
few, fine = marginal(1.5 * np.arange(-2, 3) + 0.2), marginal(1.1 * np.arange(-6, 7))
joint = [(w * float(share), {"x": q["x"], "x_0": z}) for w, q in few for share, z in zip(weights(q["x"]), atoms)]
x = rng.normal(size=d)
conditional = [(float(w), {"x_0": z}) for w, z in zip(weights(x), atoms)]
k_at = check.at(lambda e: kernel(e["x"], e["x_0"]))
base = {"d": d, "N": N, "a": a, r"\sigma": sigma, "I": np.eye(d), "x": x, "p": density, "s": s, "k(x|x_0)": k_at, r"\hat{x}_0": mean(x)}
inner = {"x_0|x": conditional}
means = {"x_0": prior, "x": few, "x_0,x": joint}
exact = {"x": fine}
mean_of = lambda f: float(sum(w * f(q["x"], q["x_0"]) for w, q in joint))
J_E = mean_of(lambda x, z: np.sum((s(x) - score(x)) ** 2))
J_C = mean_of(lambda x, z: np.sum((s(x) - target(x, z)) ** 2))
C = mean_of(lambda x, z: np.sum((target(x, z) - score(x)) ** 2))

# %% id=equivalence
losses = {**base, "J_E(s)": J_E, "J_C(s)": J_C, "C": C}
check.tex(1, base, E=means)
for number in (2, 3):
    check.tex(number, losses, E=means, rtol=1e-7)
check.tex(5, base, E=inner, rtol=1e-8)
check.tex(5, base, E={"x_0|x": prior}, holds=False)
check.tex(6, base, E=means, rtol=1e-8)
check.tex(8, losses, rtol=1e-5)
check.tex(9, losses, E=means, rtol=1e-5)
cloud = [(w, {"x": q["x"], "y": target(q["x"], q["x_0"])}) for w, q in joint]
check.tex(7, {"f": s, r"\bar{y}": score}, E=cloud, rtol=1e-5)
check.tex(7, {"f": s, r"\bar{y}": lambda x: score(x) + 0.2}, E=cloud, rtol=1e-5, holds=False)
print(f"J_E = {J_E:.3f}  J_C = {J_C:.3f}  C = {C:.3f}")

# %% id=gaussian
z = atoms[1]
check.tex(10, {**base, "x_0": z})
check.tex(11, base)
check.tex(12, {**base, r"\operatorname{Cov}(x_0|x)": cov(x)}, rtol=1e-5)
check.tex(13, {**base, "C": C, r"\operatorname{Cov}(x_0|x)": check.at(lambda e: cov(e["x"]))}, E=means, rtol=1e-5)
step = rng.normal(size=d)
check.tex(14, {**base, r"\hat{x}_0": check.at(lambda e: mean(e["x"]))}, E=inner, d={"x": step}, rtol=1e-6)
whole = sum(w * share * np.sum(target(q["x"], z) ** 2) for w, q in fine for share, z in zip(weights(q["x"]), atoms))
check.eq(13, whole, d / sigma**2, rtol=1e-5)

# %% id=empirical
cube = rng.normal(size=(N, 3))                                # 三维：d/2 与 2/d 不同
spot = rng.normal(size=3)
def sample(i):
    if not 1 <= i <= N:
        raise IndexError("只有 N 个样本")
    return cube[int(i) - 1]
bump = lambda y, z: math.exp(-sum((y[j] - a * z[j]) ** 2 for j in range(3)) / (2 * sigma**2)) / (2 * math.pi * sigma**2) ** 1.5
uniform = lambda y: sum(bump(y, z) for z in cube) / N
w = np.array([bump(spot, z) for z in cube])
w = w / w.sum()
emp = {**base, "d": 3, "x": spot, "p": uniform, "z": sample, "w": w, r"\hat{x}_0": sum(t * z for t, z in zip(w, cube))}
check.tex(15, emp)
for i in range(1, N + 1):
    check.tex(16, {**emp, "i": i})

# %% id=implicit
explicit = float(sum(w * np.sum((s(q["x"]) - score(q["x"])) ** 2) for w, q in fine))
check.tex(17, {**base, "J_E(s)": explicit}, E=exact, rtol=1e-5)
check.tex(18, base, E=exact, rtol=1e-5)
# 反例：p = 1/2 + x_1，第一个坐标在 (0, 1) 上，边界处不为零；第二个坐标均匀，s 只有第一个分量
nodes = np.polynomial.legendre.leggauss(20)
ramp = [(float(wt / 2 * (1 + t / 2)), {"x": np.array([(t + 1) / 2, 0.5])}) for t, wt in zip(*nodes)]
slope = {"x": np.array([0.4, 0.5]), "p": lambda q: 0.5 + q[0], "s": lambda q: np.array([1.0, 0.0])}
check.tex(18, slope, E={"x": ramp}, holds=False)
left = sum(wt * (1 - 1 / (0.5 + q["x"][0])) ** 2 for wt, q in ramp)
right = 1 + sum(wt / (0.5 + q["x"][0]) ** 2 for wt, q in ramp)
check.tex(17, {**slope, "J_E(s)": float(left)}, E={"x": ramp}, holds=False)
print(f"边界不为零：左边 {left:.6f}，右边 {right:.6f}")

# %% id=velocity
speed_a, speed_s = -0.7, 0.5
at_time = lambda t: (a + speed_a * (t - 0.3), sigma + speed_s * (t - 0.3))
def k_t(x, t, z):
    A, S = at_time(t)
    return float(np.exp(-np.sum((np.asarray(x) - A * z) ** 2) / (2 * S**2)) / (2 * np.pi * S**2) ** (d / 2))
def v_t(x, t, z):
    A, S = at_time(t)
    return speed_a * z + speed_s / S * (np.asarray(x) - A * z)
check.tex(19, {"x": x, "t": 0.3, "k": lambda x, t: k_t(x, t, z), "v": lambda x, t: v_t(x, t, z)}, atol=1e-8, rtol=1e-6)
velocity = sum(wt * v_t(x, 0.3, q) for wt, q in zip(weights(x), atoms))
# 边缘密度与边缘速度也满足连续性方程
p_t = lambda x, t: float(sum(wt * k_t(x, t, q) for wt, q in zip(prob, atoms)))
def u_t(x, t):
    parts = np.array([wt * k_t(x, t, q) for wt, q in zip(prob, atoms)])
    return sum(c * v_t(x, t, q) for c, q in zip(parts / parts.sum(), atoms))
check.tex(19, {"x": x, "t": 0.3, "k": p_t, "v": u_t}, atol=1e-8, rtol=1e-6)
check.tex(19, {"x": x, "t": 0.3, "k": p_t, "v": lambda x, t: u_t(x, t) + np.array([0.3, 0.0])}, holds=False)
flow = {**base, r"\dot{a}": speed_a, r"\dot\sigma": speed_s, "x_0": z, "u": lambda x: velocity}
check.tex(20, {**flow, "v(x|x_0)": check.at(lambda e: v_t(e["x"], 0.3, e["x_0"]))}, E=inner)
# 独立路径：沿轨道 a(t) x0 + σ(t) ε 对时间求导
noise = (x - a * z) / sigma
path = lambda t: at_time(t)[0] * z + at_time(t)[1] * noise
check.tex(21, {**flow, "v(x|x_0)": (path(0.3 + 1e-4) - path(0.3 - 1e-4)) / 2e-4}, rtol=1e-8)
check.tex(22, flow)

# %% id=information
gauss1 = lambda y, m, v: np.exp(-((y - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
mp, vp, mq, vq = 0.4, 0.7, -0.5, 1.6
mixture = lambda y, t: 0.6 * gauss1(y, mp, vp + t) + 0.4 * gauss1(y, -0.9, vp + t)
other = lambda y, t: gauss1(y, mq, vq + t)
grid = np.polynomial.legendre.leggauss(220)
ys, wy = 16 * grid[0], 16 * grid[1]
kl = lambda t: float(wy @ (mixture(ys, t) * np.log(mixture(ys, t) / other(ys, t))))
T0 = 0.35
dens = {"t": T0, "p_t(x)": check.at(lambda e: float(mixture(e["x"], e["t"]))), "q_t(x)": check.at(lambda e: float(other(e["x"], e["t"]))), "D": kl}
along = [(float(wt * mixture(y, T0)), {"x": float(y)}) for y, wt in zip(ys, wy) if mixture(y, T0) > 1e-14]
check.tex(23, dens, E={"p_t": along}, rtol=1e-6)
check.tex(24, dens, grid={"x": ([float(y) for y in ys], [float(wt) for wt in wy])}, rtol=1e-6)
def fisher(t):
    h = 1e-5
    slope = (np.log(mixture(ys + h, t) / other(ys + h, t)) - np.log(mixture(ys - h, t) / other(ys - h, t))) / (2 * h)
    return float(wy @ (mixture(ys, t) * slope**2))
nt, wt = np.polynomial.legendre.leggauss(30)
check.eq(25, kl(0.0), kl(2.0) + 0.5 * float(sum(b * fisher(1.0 + c) for c, b in zip(nt, wt))), rtol=1e-5)
check.tex(26, {**base, "x_0": z, r"\epsilon": noise})

# %% id=example
two = lambda y: np.tanh(0.8 * y / 0.36)
post = lambda y: (lambda e: (e[1] - e[0]) / e.sum())(np.exp(-((y - 0.8 * np.array([-1, 1])) ** 2) / 0.72))
check.tex(27, {r"\hat{x}_0": float(post(0.5)), "a": 0.8, "x": 0.5, r"\sigma": 0.6})
c = 1.9
free = a**2 * c + sigma**2
check.tex(28, {"C": d / sigma**2 - d / free, "a": a, "c": c, "d": d, r"\sigma": sigma})
tt = 0.35
log_p = lambda y: float(np.log(0.5 * gauss1(y, 1 - tt, tt**2) + 0.5 * gauss1(y, tt - 1, tt**2)))
back = (lambda e: (e[1] - e[0]) / e.sum())(np.exp(-((0.2 - (1 - tt) * np.array([-1, 1])) ** 2) / (2 * tt**2)))
check.tex(29, {"u": lambda y: (0.2 - (1 - tt) * back) / tt - back, "x": 0.2, "t": tt, "p": lambda y: float(np.exp(log_p(y)))}, rtol=1e-7)
