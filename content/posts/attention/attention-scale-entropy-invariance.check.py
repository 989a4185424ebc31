# attention-scale-entropy-invariance 的数值检查。
# 独立路径：权重由 np.logaddexp 得到，导数与积分用数值方法，球面的累积量用求积。

# %% id=exact
import math

n = 6
xi = rng.normal(size=n) + 0.4
lam = 1.3

def weights(t, scores=xi):
    z = t * np.asarray(scores)
    return np.exp(z - np.logaddexp.reduce(z))

def entropy(t, scores=xi):
    p = weights(t, scores)
    return float(-sum(v * math.log(v) for v in p))

spread = lambda t: float(weights(t) @ xi**2 - (weights(t) @ xi) ** 2)
cgf = lambda t: float(np.logaddexp.reduce(t * xi)) - math.log(n)
base = {"n": n, r"\xi": xi, r"\lambda": lam, "p": weights(lam), "H": entropy(lam), r"\Lambda_n": cgf, "v": spread, "R": float(np.ptp(xi)), "#j": range(1, n + 1)}
for j in (1, 4):
    check.tex(1, {**base, "j": j})
for number in (2, 3, 4, 7, 8):
    check.tex(number, base, rtol=1e-7)
check.tex(5, {**base, "H": entropy}, rtol=1e-6)
check.tex(6, {**base, "H": entropy}, grid={"t": 40})
halves = np.array([0.7, 0.7, 0.0, 0.0])
check.tex(7, {"H": entropy(0.05, halves), "n": 4, r"\lambda": 0.05, "R": 0.7}, tight=(0, 1e-6))
check.tex(7, {"H": entropy(0.6, 3 * halves), "n": 4, r"\lambda": 0.6, "R": 1.0}, holds=False)
peak = np.array([0.9, 0.0, 0.0, 0.0])
check.tex(8, {"p": weights(lam, peak), "n": 4, r"\lambda": lam, "R": 0.9, "#j": range(1, 5)}, tight=0)
check.tex(9, {r"\lambda": 0.05, "n": 4, "H_0": entropy(0.05, halves), "R": 0.7}, tight=(0, 1e-3))
check.tex(9, {r"\lambda": 0.0, "n": 4, "H_0": entropy(0.0, halves), "R": 0.7}, tight=0)
check.tex(9, {r"\lambda": lam, "n": n, "H_0": entropy(lam), "R": float(np.ptp(xi))})
even = math.log(3) / 0.9
check.tex(10, {r"\lambda": even, "n": 4, "R": 0.9}, tight=0)
strong = 1.5 * even
assert weights(strong, peak)[0] > 0.5 > weights(0.9 * even, peak)[0]
check.tex(10, {r"\lambda": strong, "n": 4, "R": 0.9})
check.tex(10, {r"\lambda": 0.9 * even, "n": 4, "R": 0.9}, holds=False)
print(f"权重一半时 {weights(even, peak)[0]:.6f}")

# %% id=single
for size, g in ((5, 0.8), (9, 2.1)):
    scores = np.append(g, np.zeros(size - 1))
    p1 = float(weights(lam, scores)[0])
    check.tex(11, {"p_1": p1, "n": size, r"\lambda": lam, "g": g})
    check.tex(12, {r"\lambda": lam, "g": g, "n": size, r"\pi": p1})
for kg, want in ((1.5, 1.0), (0.5, 0.0)):
    check.limit(11, [1 / (1 + (m - 1) * m ** (-kg)) for m in (1e3, 1e6, 1e9, 1e12)], want, rtol=2e-5) if want else check.limit(11, [1 - 1 / (1 + (m - 1) * m ** (-kg)) for m in (1e3, 1e6, 1e9, 1e12)], 1.0, rtol=2e-5)

# %% id=iid
values = np.array([-1.0, 0.3, 1.7])
prob = np.array([0.5, 0.3, 0.2])
log_mgf = lambda t: float(np.log(prob @ np.exp(t * values)))
slope = lambda t: float(prob @ (values * np.exp(t * values)) / (prob @ np.exp(t * values)))
deficit = lambda t: t * slope(t) - log_mgf(t)
check.tex(14, {r"\Lambda": log_mgf, "I": deficit, r"\lambda": lam}, rtol=1e-7)
# 按比例重复的得分：经验分布就是真分布，亏损与长度无关
for copies in (10, 1000):
    scores = np.repeat(values, (copies * prob).round().astype(int))
    check.eq(13, math.log(len(scores)) - entropy(lam, scores), deficit(lam))
s = 0.8
nodes, wts = np.polynomial.hermite_e.hermegauss(60)
wts = wts / wts.sum()
tilt = wts * np.exp(lam * s * nodes)
gauss_deficit = float(lam * (tilt @ (s * nodes)) / tilt.sum() - np.log(tilt.sum()))
check.tex(15, {"I(\\lambda)": gauss_deficit, r"\lambda": lam, "s": s})
target = 5.0
fine_nodes = np.linspace(-12, 18, 30001)

def normal_deficit(t):
    """正态得分的亏损，用等距求积。"""
    log_weight = -0.5 * fine_nodes**2
    z = log_weight + t * s * fine_nodes
    tilt = np.exp(z - z.max())
    cgf = np.logaddexp.reduce(z) - np.logaddexp.reduce(log_weight)
    return float(t * (tilt @ (s * fine_nodes)) / tilt.sum() - cgf)

def where(value):
    low, high = 0.0, 20.0
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if normal_deficit(mid) < value else (low, mid)
    return low

root = where(math.log(1000) - target)
check.tex(16, {"I": normal_deficit, r"\lambda": root, "n": 1000, "H_0": target}, rtol=1e-8)
check.tex(17, {r"\lambda": root, "s": s, "n": 1000, "H_0": target}, rtol=1e-8)
check.tex(18, {r"\lambda_c": where(math.log(1000)), "s": s, "n": 1000}, rtol=1e-8)

# %% id=sphere
d = 7
x, w = np.polynomial.legendre.leggauss(80)
total = float(np.sum(w * (1 - x * x) ** ((d - 3) / 2)))
density = lambda t: (1 - t * t) ** ((d - 3) / 2) / total
check.tex(19, {"f": density, "x": 0.3, "d": d}, grid={"t": 60})
check.tex(20, {"f": density, "d": d}, grid={"x": 60})
samples = rng.normal(size=(40000, d))
first = samples[:, 0] / np.linalg.norm(samples, axis=1)
check.mc(20, first**2, 1 / d)
om = 0.9

def A(o):
    """式(21) 的最大点：导数变号的地方。"""
    low, high = 0.0, 1.0
    for _ in range(60):
        mid = (low + high) / 2
        low, high = (mid, high) if mid / (1 - mid * mid) < o else (low, mid)
    return low

angle = (np.arange(6000) + 0.5) * np.pi / 6000                 # x = cos θ，中点公式
xs = np.cos(angle)

def scaled_cgf(dim, o):
    """(1/d) Λ(dω)，在对数里求积。"""
    power = (dim - 2) * np.log(np.sin(angle))
    return (np.logaddexp.reduce(power + dim * o * xs) - np.logaddexp.reduce(power)) / dim

best = max(o * t + 0.5 * math.log1p(-t * t) for o in [om] for t in np.linspace(0.01, 0.99, 9801))
check.limit(21, [scaled_cgf(dim, om) for dim in (50, 200, 800, 3200)], best, rtol=2e-3)
spots = np.linspace(0.3, 0.7, 400001)
by_search = float(spots[np.argmax(om * spots + 0.5 * np.log1p(-spots * spots))])
check.tex(22, {r"\omega": om, "x": by_search}, rtol=1e-5)
for o in (om, 0.2):
    check.tex(24, {"A": A, r"\omega": o})
h = 1e-4
def scaled_deficit(dim, o):
    return o * (scaled_cgf(dim, o + h) - scaled_cgf(dim, o - h)) / (2 * h) - scaled_cgf(dim, o)
rate = lambda o: o * A(o) - max(o * t + 0.5 * math.log1p(-t * t) for t in (A(o), A(o) - 1e-3, A(o) + 1e-3))
check.tex(23, {r"\iota": rate, "A": A, r"\omega": om})
check.limit(23, [scaled_deficit(dim, om) for dim in (50, 200, 800, 3200)], -0.5 * math.log(1 - by_search**2), rtol=3e-3)
check.tex(25, {r"\iota": rate, "A": A, r"\omega": om}, rtol=1e-7)
slope_at = lambda o: (rate(o + 1e-4) - rate(o - 1e-4)) / 2e-4
low, high = 0.4, 0.9
for _ in range(60):                                            # 斜率的最大点，三分法
    left, right = low + (high - low) / 3, high - (high - low) / 3
    low, high = (left, high) if slope_at(left) < slope_at(right) else (low, right)
check.tex(26, {r"\omega_{\star}": low}, rtol=2e-4)
for o in (0.3, 1.4):
    check.tex(27, {r"\iota": rate, r"\omega": o, "y": math.sqrt(1 + 4 * o * o)}, rtol=1e-7)
# 切线近似：由极限的亏损解出的缩放与切线给出的相近，离拐点越近误差越小（三次方）
star, dim, keep = low, 80, 3.4
for shift, near in ((-0.03, 3e-4), (0.02, 3e-4)):
    check.tex(28, {r"\lambda": dim * (star + shift), "n": math.exp(dim * rate(star + shift) + keep), "H_0": keep, "d": dim, r"\iota": rate, r"\omega_{\star}": star}, approx=near)

# %% id=example
check.tex(29, {"p_1": float(weights(math.log(2), np.array([1.0, 0, 0]))[0])})
check.tex(30, {"H": entropy(math.log(2), np.array([1.0, 0, 0]))}, approx=1e-4)
expo = lambda t: t * (1 / (1 - t)) - math.log(1 / (1 - t))
us, uw = np.polynomial.laguerre.laggauss(60)
tl = 0.35
mass = float(np.sum(uw * np.exp(tl * us)))
check.tex(31, {"I(\\lambda)": tl * float(np.sum(uw * us * np.exp(tl * us))) / mass - math.log(mass), r"\lambda": tl}, rtol=1e-7)
for size in (5, 12):
    scores = np.append(math.log(size - 1), np.zeros(size - 1))
    check.tex(32, {"H": entropy(1.0, scores), "n": size})
extreme = np.append(1.0, -np.ones(4095))
check.tex(33, {"p": weights(10.0, extreme), "#j": range(1, 4097)}, tight=(0, 1e-11))
check.tex(33, {"p": weights(10.0, np.append(1.0, np.zeros(4095))), "#j": range(1, 4097)})
print(f"R = 1：{1 / (1 + 4095 * math.exp(-10)):.4f}  长度 1e5：{1 / (1 + 99999 * math.exp(-10)):.4f}  13/9 = {13 / 9:.2f}  64 x 0.1346 = {64 * 0.1346:.1f}")

# %% id=exercises
# 有效个数：目标占 π 时的熵；一半得分高、一半得分低时亏损与 λ²R²/8 之差是四次的
share, size = 0.7, 40
scores = np.append(math.log((size - 1) * share / (1 - share)), np.zeros(size - 1))
assert math.isclose(entropy(1.0, scores), -share * math.log(share) - (1 - share) * math.log(1 - share) + (1 - share) * math.log(size - 1))
two = np.repeat([1.0, 0.0], 3)
gaps = [t * t / 8 - (math.log(6) - entropy(t, two)) for t in (0.4, 0.2)]
assert 15 < gaps[0] / gaps[1] < 16.5 and abs(entropy(60.0, two) - math.log(3)) < 1e-9
# 重复每个键：熵多 log m；指数变量的平方：最大的权重趋于 1
assert math.isclose(entropy(lam, np.repeat(xi, 4)), entropy(lam) + math.log(4))
tops = [np.mean([weights(0.5, np.sort(rng.exponential(size=m))[-200:] ** 2).max() for _ in range(50)]) for m in (300, 300000)]
assert tops[0] < tops[1]
print("练习与反例的结论与直接计算相同")
