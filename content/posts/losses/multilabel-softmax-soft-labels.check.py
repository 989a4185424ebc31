# multilabel-softmax-soft-labels 的数值检查。
# 独立路径：损失由定义求和，导数由数值方法给出，最小值由 Newton 法求出，期望由枚举标签求出。

# %% id=loss
import math

n = 4
s = rng.normal(size=n)
t = rng.uniform(0.1, 0.9, size=n)

def parts(s, t):
    A = sum((1 - t[i]) * math.exp(s[i]) for i in range(len(s)))
    B = sum(t[i] * math.exp(-s[i]) for i in range(len(s)))
    return A, B

def loss(s, t):
    A, B = parts(s, t)
    return math.log1p(A) + math.log1p(B)

def table(s, t):
    A, B = parts(s, t)
    return {
        "s": np.asarray(s, dtype=float), "t": np.asarray(t, dtype=float), "n": len(s), "A": A, "B": B, "L": loss,
        "a": np.array([(1 - t[i]) * math.exp(s[i]) / (1 + A) for i in range(len(s))]),
        "b": np.array([t[i] * math.exp(-s[i]) / (1 + B) for i in range(len(s))]),
    }

soft = table(s, t)
for number in (1, 2):
    check.tex(number, soft)
hard_t = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
hard_s = rng.normal(size=5)
sets = {"P": frozenset({1, 3}), "N": frozenset({2, 4, 5})}
hard = {**table(hard_s, hard_t), **sets}
check.tex(3, hard)
largest = lambda s: max(0, max(s[k - 1] for k in sets["N"])) + max(0, max(-s[k - 1] for k in sets["P"]))
check.tex(4, {**hard, "M": largest(hard_s)})
zero = {**table(np.zeros(5), hard_t), **sets}
check.tex(4, {**zero, "M": largest(np.zeros(5))}, tight=1)
far = np.array([30.0, 41.0, -30.0, -30.0, -30.0])
check.tex(4, {**table(far, hard_t), **sets, "M": largest(far)})
mixed = np.array([0.0, 0.3, 2.0, 0.0, -1.0])
check.tex(5, {**table(mixed, hard_t), **sets, "k": 2, "l": 1})
check.tex(5, {**zero, "k": 3, "l": 2}, tight=0)
check.tex(5, {**table(far, hard_t), **sets, "k": 2, "l": 1}, holds=True)
check.tex(5, {**table(np.array([3.0, -3.0, 3.0, -3.0, -3.0]), hard_t), **sets, "k": 2, "l": 1}, holds=False)

# %% id=gradient
for i in (1, 3):
    check.tex(6, {**soft, "i": i})
    check.tex(7, {**soft, "i": i}, rtol=1e-7)
check.tex(8, soft)
check.tex(8, hard, tight=0)
check.tex(8, table(np.array([-16.0, 16.0, -16.0, 16.0, 16.0]), hard_t), tight=1)
bce = lambda s, t: float(sum(math.log1p(math.exp(s[i])) - t[i] * s[i] for i in range(len(t))))
check.tex(9, {**soft, r"\ell": bce})
check.tex(10, {**zero, r"\ell": bce}, rtol=1e-7)
check.tex(11, zero)
check.tex(12, soft, rtol=1e-6)
for _ in range(3):
    v = rng.normal(size=n)
    check.tex(13, {**soft, "v": v})
    check.tex(15, {**soft, "v": v}, rtol=1e-6)
check.tex(13, {**soft, "v": np.full(n, -1.3)}, tight=0)
partial = {**table(hard_s, hard_t), "v": np.array([5.0, 0.7, -3.0, 0.7, 0.7])}
check.tex(13, partial, tight=0)
def rows(now):
    """各行用到的量；h 由数值差分得到。"""
    z, u, m = now["s"], now["t"], now["n"]
    step, basis = 1e-3, np.eye(m)
    four = lambda e, f: loss(z + step * (e + f), u) - loss(z + step * (e - f), u) - loss(z - step * (e - f), u) + loss(z - step * (e + f), u)
    return {"h": np.array([[four(e, f) / (4 * step * step) for f in basis] for e in basis]), "p_0": 1 - float(now["a"].sum()), "q_0": 1 - float(now["b"].sum()), "x": (1 - u) * np.exp(z), "y": u * np.exp(-z)}

for i in (2, 3):
    check.tex(14, {**soft, **rows(soft), "i": i}, rtol=1e-5)
level = table(np.array([0.4, 0.4]), np.array([0.5, 0.5]))
for place in (1, 2):
    check.tex(14, {**level, **rows(level), "i": 2}, rtol=1e-5, tight=place)
check.tex(15, {**level, "v": np.array([1.7, -1.7])}, rtol=1e-6, tight=0)

# %% id=cauchy
alpha, omega = rng.uniform(0.1, 2, size=n), rng.uniform(0.1, 2, size=n)
general = {r"\alpha": alpha, r"\omega": omega, "n": n, "s": s}
best = 0.5 * np.log(omega / alpha)
check.tex(16, general)
check.tex(16, {**general, "s": best}, tight=0)
check.tex(16, {**general, r"\omega": np.append(omega[:3], 0.0), "s": np.append(best[:3], -40.0)}, tight=0)

def newton(alpha, omega):
    """梯度的零点，Newton 法，不用公式。"""
    z = np.zeros(len(alpha))
    for _ in range(60):
        u, w = alpha * np.exp(z), omega * np.exp(-z)
        a, b = u / (1 + u.sum()), w / (1 + w.sum())
        H = np.diag(a + b) - np.outer(a, a) - np.outer(b, b)
        step = np.linalg.solve(H, a - b)
        z = z - step * min(1.0, 1.0 / max(1e-12, np.abs(step).max()))
    return z

found = newton(alpha, omega)
for i in (1, 4):
    check.tex(17, {**general, r"s^\star": found, "i": i}, rtol=1e-8)
top = newton(1 - t, t)
for i in (2, 3):
    check.tex(18, {"t": t, r"s^\star": top, "i": i}, rtol=1e-8)
    check.tex(20, {"t": t, r"s^\star": top, "i": i, r"\sigma": lambda z: 1 / (1 + math.exp(-z))}, rtol=1e-8)
check.tex(19, soft)
check.tex(19, table(top, t), tight=0)
kappa = float(np.sum(np.sqrt(t * (1 - t))))
A, B = parts(s, t)
p = {0: 1 - float(soft["a"].sum()), **{i: float(soft["a"][i - 1]) for i in range(1, n + 1)}}
q = {0: 1 - float(soft["b"].sum()), **{i: float(soft["b"][i - 1]) for i in range(1, n + 1)}}
for i in (1, 3):
    check.tex(21, {**soft, "p": p, "q": q, "i": i})
check.tex(22, {**soft, "p": p, "q": q, r"\kappa": kappa})
check.tex(23, {**table(top, t), "c": table(top, t)["a"], r"\kappa": kappa, "i": 2}, rtol=1e-5)

# %% id=labels
three = np.array([0.3, -0.8, 0.5])
joint = [(0.3, (1, 0, 0)), (0.25, (1, 1, 0)), (0.2, (0, 0, 1)), (0.25, (0, 1, 1))]
marginal = sum(w * np.array(y, dtype=float) for w, y in joint)
points = [(w, {"Y": np.array(y, dtype=float)}) for w, y in joint]
check.tex(24, {"L": loss, "s": three, "t": marginal}, E={"Y": points})
level = np.full(3, 0.4)
onehot = [(1 / 3, {"Y": row}) for row in np.eye(3)]
check.tex(24, {"L": loss, "s": level, "t": np.full(3, 1 / 3)}, E={"Y": onehot}, tight=0)
for z, u in ((0.7, 0.8), (-1.2, 0.3)):
    check.tex(25, {"s": z, "t": u})
    check.eq(25, u * loss([z], [1.0]) + (1 - u) * loss([z], [0.0]), math.log1p(math.exp(z)) - u * z)

# %% id=single
c = 2
one = np.array([0.0, 1.0, 0.0, 0.0])
A1, B1 = parts(s, one)
check.tex(26, {"s": s, "c": c, "n": n, "A": A1, "B": B1})
check.tex(27, {"A": 1.7, "B": 0.4, r"\theta": 0.3})
check.tex(27, {"A": 1.7, "B": 0.4, r"\theta": 0.5 * math.log(1.7 / 0.4)}, tight=0)
check.tex(28, {"A": 1.7, "B": 0.4})
check.tex(28, {"A": 2.5, "B": 0.4}, tight=1)
check.tex(28, {"A": 1e-9, "B": 1e-8}, tight=(0, 1.0))
check.tex(28, {"A": 2e8, "B": 3e9})
check.tex(28, {"A": -0.5, "B": -0.5}, holds=True)

# %% id=example
pair = newton(np.array([0.2, 0.9]), np.array([0.8, 0.1]))
check.tex(29, {r"s_1^\star": float(pair[0]), r"s_2^\star": float(pair[1])})
check.tex(30, {}, approx=1e-6)
squared = {"t": t, "n": n, "s": s}
check.tex(31, squared)
check.tex(31, {**squared, "s": newton((1 - t) ** 2, t**2)}, tight=0)
check.tex(32, {"n": 5, "s": 0.6})
check.tex(32, {"n": 5, "s": -0.5 * math.log(4)}, tight=0)
cs = np.sqrt(t * (1 - t)) / (1 + kappa)
check.tex(33, {"L": loss, "t": t, r"s^\star": top, "v": rng.normal(size=n), "c": cs, "n": n}, order={r"\epsilon": [0.2, 0.1, 0.05]})
print(f"sigmoid(2.4) = {1 / (1 + math.exp(-2.4)):.4f}，sigmoid(1.2) = {1 / (1 + math.exp(-1.2)):.4f}")
print(f"log 2 = {math.log(2):.2f}，log 4 = {math.log(4):.2f}，超出 {math.log(2.1 * 1.9 / 1.7**2):.6f}，1/2 log 4 = {math.log(2):.6f}")
