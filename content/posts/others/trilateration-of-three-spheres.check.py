# trilateration-of-three-spheres 的数值检查。
# 独立路径：先取目标与球心，距离由定义算出；垂足由最小二乘求出，高由目标到平面的距离求出。

# %% id=linear
import math

a = rng.normal(size=(3, 3)) * 2
x = rng.normal(size=3) * 1.5
r = np.linalg.norm(x - a, axis=1)
b = {i: a[i - 1] - a[0] for i in (2, 3)}
rhs = {i: float(b[i] @ (x - a[0])) for i in (2, 3)}
B = np.array([b[2], b[3]]).T
normal = np.cross(b[2], b[3])
normal = normal / np.linalg.norm(normal)
high = float(normal @ (x - a[0]))
foot = (x - a[0]) - high * normal
base = {
    "x": x, "y": x - a[0], "a": {i: a[i - 1] for i in (1, 2, 3)}, "r": {i: float(r[i - 1]) for i in (1, 2, 3)}, "b": b, r"\beta": rhs,
    "B": B, "y_0": foot, "h": abs(high), "n": normal, r"\varsigma": math.copysign(1, high),
}
vector = {**base, r"\beta": np.array([rhs[2], rhs[3]])}
for i in (2, 3):
    check.tex(1, {**base, "i": i})
    check.tex(2, {**base, "i": i})
    check.tex(3, {**base, "i": i})
    check.tex(4, {**base, "i": i})
    check.tex(5, {**base, "i": i})
off = x + np.array([0.3, -0.2, 0.4])
check.tex(4, {**base, "i": 2, "y": off - a[0]}, holds=False)
check.tex(6, vector)
check.tex(7, vector)
span = {**vector, "r_1": float(r[0])}
check.tex(8, span)
check.tex(8, {**span, "r_1": float(np.linalg.norm(foot))}, tight=1)
check.tex(8, {**span, "r_1": 0.8 * float(np.linalg.norm(foot))}, holds=False)
# 共线的三个球心：相容与不相容
line = np.array([[2.0, 4.0], [0.5, 1.0], [-1.0, -2.0]])
single = {"B": line, r"\beta": np.array([1.3, 2.6]), "y_0": 1.3 * line[:, 0] / float(line[:, 0] @ line[:, 0]), "r_1": 1.1}
check.tex(8, single)
check.tex(8, {**single, r"\beta": np.array([1.3, 2.0])}, holds=False)
check.tex(6, {"B": line, r"\beta": np.array([1.3, 2.6]), "y_0": 1.3 * line[:, 0] / float(line[:, 0] @ line[:, 0])})

# %% id=three
weights = np.linalg.lstsq(B, foot, rcond=None)[0]
area = float(np.sum(np.cross(b[2], b[3]) ** 2))
three = {**base, r"\mu": {2: float(weights[0]), 3: float(weights[1])}, r"\Delta": area}
for number in (9, 10, 11, 12, 13, 14):
    check.tex(number, three)
check.tex(13, {**three, "x": x - 2 * high * normal, r"\varsigma": -math.copysign(1, high)})
dist = lambda i, j: float(np.linalg.norm(a[i - 1] - a[j - 1]))
check.tex(15, {**base, "s": dist, "i": 3, "j": 2})
check.tex(16, {**three, "s": dist})
volume = abs(float(np.linalg.det(np.array([x - a[0], b[2], b[3]])))) / 6
check.eq(16, 8 * area * high**2, 288 * volume**2)
s2, r1, r2 = 2.3, 1.9, 1.4
low, high_angle = 0.0, math.pi
for _ in range(80):
    mid = (low + high_angle) / 2
    low, high_angle = (mid, high_angle) if math.hypot(r1 * math.cos(mid) - s2, r1 * math.sin(mid)) < r2 else (low, mid)
check.tex(17, {"s": s2, "h": r1 * math.sin(low), "r_1": r1, "r_2": r2})
frame = np.array([[0.0, 0, 0], [2.1, 0, 0], [0.8, 1.7, 0]])
radii = np.linalg.norm(x - frame, axis=1)
check.tex(18, {"s": 2.1, "i": 0.8, "j": 1.7, r"\xi": x[0], r"\eta": x[1], r"\zeta": x[2], "r_1": radii[0], "r_2": radii[1], "r_3": radii[2]})
P = a[0] + foot
for i in (1, 3):
    check.tex(19, {**base, "P": P, "i": i})

# %% id=minimax
inside = 0.5 * a[0] + 0.2 * a[1] + 0.3 * a[2]
square = {"P": inside, "#i": range(0, 5)}
touch = {i: (lambda v, i=i: float(np.sum((np.asarray(v) - a[i - 1]) ** 2) - (np.sum((inside - a[i - 1]) ** 2) + 0.49))) for i in (1, 2, 3)}
for v in (x, inside + 0.4 * normal, rng.normal(size=3)):
    check.tex(20, {**square, "f": touch, "h": 0.7, "x": v})
check.tex(20, {**square, "f": touch, "h": 0.7, "x": inside}, tight=0)
check.tex(20, {**square, "f": touch, "h": 0.7, "x": inside + 1.3 * normal}, tight=0)
corner = np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0]])
far = {i: (lambda v, i=i: float(np.sum((np.asarray(v) - corner[i - 1]) ** 2) - (25.0, 1.0, 1.0)[i - 1])) for i in (1, 2, 3)}
check.eq(20, max(far[i](np.array([1.0, 1, 0])) for i in far), 0.0)
print(f"例子：P 的幂 {far[2](np.array([12.5, 12.5, 0])):.1f}，β = {0.5 * (1 + 25 - 1):.1f}，‖y_0‖^2 = {2 * 12.5**2:.1f}")

# %% id=error
U = ((x - a) / r[:, None]).T
dx = rng.normal(size=3)
for i in (1, 3):
    step = 1e-5
    slope = (np.linalg.norm(x + step * dx - a[i - 1]) - np.linalg.norm(x - step * dx - a[i - 1])) / (2 * step)
    check.tex(21, {"u_i": U[:, i - 1], "x": x, r"\mathrm{d}r_i": float(slope)}, d={"x": dx}, rtol=1e-8)
check.tex(22, {**three, "U": U})
four = np.vstack([a, rng.normal(size=3) * 2])
V = ((x - four) / np.linalg.norm(x - four, axis=1)[:, None]).T
draws = [(1 / 16, {r"\mathrm{d}x": np.linalg.lstsq(V.T, 0.3 * np.array(e, dtype=float), rcond=None)[0]}) for e in np.array(np.meshgrid(*[[-1, 1]] * 4)).reshape(4, -1).T]
check.tex(23, {"U": V, r"\sigma": 0.3}, E=draws)
check.tex(24, {"U": V, "k": 4})
turn = np.linalg.qr(rng.normal(size=(3, 3)))[0]
check.tex(24, {"U": turn, "k": 3}, tight=0)
check.tex(24, {"U": np.hstack([turn, -turn]), "k": 6}, tight=0)
check.tex(24, {"U": 1.2 * turn, "k": 3}, holds=False)
flat = {**base, "U": U, "k": 3, "r": {i: float(r[i - 1]) for i in (1, 2, 3)}, r"\kappa": float(np.sum(1 / r**2))}
for number in (25, 26, 27):
    check.tex(number, flat)
R, tiny, sides = 1.4, 1e-4, 5
ring = np.array([[R * math.cos(2 * math.pi * j / sides + 0.3), R * math.sin(2 * math.pi * j / sides + 0.3), 0] for j in range(sides)])

def above(h):
    target = np.array([0, 0, h])
    away = np.linalg.norm(target - ring, axis=1)
    return ((target - ring) / away[:, None]).T, away

lens, away = above(tiny)
check.tex(27, {"U": lens, "h": tiny, r"\kappa": float(np.sum(1 / away**2))}, tight=0)

# %% id=pseudorange
anchors = rng.normal(size=(4, 3)) * 4
tau = 0.6
hat = np.linalg.norm(x - anchors, axis=1) + tau
shift = {i: anchors[i - 1] - anchors[0] for i in (2, 3, 4)}
hat_rhs = {i: 0.5 * (float(shift[i] @ shift[i]) + hat[0] ** 2 - hat[i - 1] ** 2) for i in (2, 3, 4)}
ps = {"b": shift, "y": x - anchors[0], r"\hat\beta": hat_rhs, r"\hat r": {i: float(hat[i - 1]) for i in range(1, 5)}, r"\tau": tau}
for i in (2, 4):
    check.tex(28, {**ps, "i": i})
S = np.array([shift[i] for i in (2, 3, 4)])
check.tex(29, {**ps, "g": np.linalg.solve(S, hat[1:] - hat[0]), "y_0": np.linalg.solve(S, np.array([hat_rhs[i] for i in (2, 3, 4)]))}, atol=1e-9)

# %% id=newton
guess = x + np.array([0.2, -0.3, 0.1])
lengths = np.linalg.norm(guess - four, axis=1)
J = ((guess - four) / lengths[:, None]).T
rest = np.linalg.norm(x - four, axis=1) - lengths
after = guess + np.linalg.lstsq(J.T, rest, rcond=None)[0]
check.tex(30, {r"\tilde x": after, "x": guess, "U": J, r"\rho": rest})
v = rng.normal(size=3)
check.tex(31, {"v": v, r"\delta": rng.normal(size=3)})
straight = np.array([3.0, 4.0, 0.0])
check.tex(31, {"v": straight, r"\delta": -0.5 * straight}, tight=0)
check.tex(31, {"v": straight, r"\delta": np.array([2.0, -4.0, 0.0])}, tight=1)
check.tex(31, {"v": straight, r"\delta": -1.4 * straight})
newton = {r"\tilde x": after, r"x^\star": x, "U": J, "v": {i: guess - four[i - 1] for i in range(1, 5)}, "k": 4, "e": guess - x}
check.tex(32, newton)
check.tex(32, {**newton, "e": np.zeros(3), r"\tilde x": x}, tight=0)
# 接近取等：正多边形、目标在中心正上方很近处，沿法向错开
low_h, slip = 1e-2, np.array([0.0, 0.0, 1e-4])
lens, away = above(low_h)
start = np.array([0.0, 0.0, low_h])
rest = np.linalg.norm(start - slip - ring, axis=1) - away
hop = start + np.linalg.lstsq(lens.T, rest, rcond=None)[0]
near = {r"\tilde x": hop, r"x^\star": start - slip, "U": lens, "v": {i: start - ring[i - 1] for i in range(1, sides + 1)}, "k": sides, "e": slip}
check.tex(32, near, tight=(0, 1e-3))

# %% id=numerics
for i in (2, 3):
    check.tex(33, {**base, "i": i})
check.tex(34, base)
check.tex(35, {r"\Delta": float(np.sum(np.cross([-3.0, -2, 0], [7.0, -1, 0]) ** 2))})
solved = np.linalg.solve(np.array([[13.0, -19], [-19, 50]]), np.array([-7.0, 5]))
check.tex(36, {r"\mu_2": float(solved[0]), r"\mu_3": float(solved[1])})
check.tex(37, {})
lens, away = above(0.8)
poly = {"U": lens, "R": R, "h": 0.8, "k": sides}
check.tex(38, poly)
best_h = R / math.sqrt(2)
check.tex(38, {**poly, "U": above(best_h)[0], "h": best_h}, tight=1)
lengths3 = [np.linalg.norm(b[2]), np.linalg.norm(b[3]), np.linalg.norm(b[2] - b[3])]
M = 2 * np.array([b[2], b[3], normal])
centre = np.linalg.solve(M, np.array([b[2] @ b[2], b[3] @ b[3], 0.0]))
check.tex(39, {"y_0": centre, "b": b, r"\Delta": area})

c2, c3, goal = np.array([-3.0, -2, 0]), np.array([7.0, -1, 0.5]), np.array([1.0, 2, 2.4])
far2, far3 = np.linalg.norm(goal - c2), np.linalg.norm(goal - c3)
both = np.array([c2, c3])

def height_of(r1):
    beta = np.array([0.5 * (c2 @ c2 + r1**2 - far2**2), 0.5 * (c3 @ c3 + r1**2 - far3**2)])
    y = np.linalg.lstsq(both, beta, rcond=None)[0]
    return math.sqrt(r1**2 - float(y @ y))

r1 = float(np.linalg.norm(goal))
mix = np.linalg.solve(both @ both.T, np.array([c2 @ goal, c3 @ goal]))
check.tex(40, {"h": check.at(lambda e: height_of(float(e["r_1"]))), "r_1": r1, r"\mu": {2: float(mix[0]), 3: float(mix[1])}}, rtol=1e-6)
