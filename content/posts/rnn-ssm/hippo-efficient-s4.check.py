# hippo-efficient-s4 的数值检查。
# 独立路径：核由逐步递推得到，复数的逆由 numpy 的线性方程组，特征值由 numpy 的一般对角化。

# %% id=convolution
N, L, h = 5, 6, 0.37
r = np.sqrt(2 * np.arange(N) + 1)
A = -np.tril(np.outer(r, r), -1) - np.diag(np.arange(N) + 1.0)
B, C = r, rng.normal(size=N)
I = np.eye(N)
# 独立路径：梯形格式的一步是线性方程 x' - x = h/2 A (x' + x) + h B u 的解
def step(x, u):
    return np.linalg.lstsq(I - h / 2 * A, x + h / 2 * (A @ x) + h * B * u, rcond=None)[0]
Ab = np.column_stack([step(e, 0.0) for e in I])
Bb = step(np.zeros(N), 1.0)
u = rng.normal(size=L)
x, y = np.zeros(N), []
for value in u:
    x = step(x, value)
    y.append(float(C @ x))
x, K = np.zeros(N), []
for j in range(60 * L):
    x = step(x, 1.0 if j == 0 else 0.0)
    K.append(float(C @ x))
base = {"A": A, "B": B, "C": C, r"\bar A": Ab, r"\bar B": Bb, "h": h, "I": I, "L": L, "N": N, "K": dict(enumerate(K)), "u": dict(enumerate(u)), r"\mathrm{i}": 1j}
check.tex(1, base, rtol=1e-8)
for j in (0, 1, 4, 5):
    check.tex(2, {**base, "y": dict(enumerate(y)), "j": j}, rtol=1e-8)
for i in (0, 3, 5):
    check.tex(3, {**base, "i": i}, rtol=1e-8)

# %% id=generating
value = lambda z, count=L: complex(sum(K[i] * z**i for i in range(count)))
roots = {m: complex(np.exp(2j * np.pi * m / L)) for m in range(L)}
D = C - np.linalg.matrix_power(Ab, L).T @ C
gen = {**base, r"\hat K": value, r"\omega": roots, "D": D}
for z in (0.4 + 0.3j, -0.7 + 0.6j):
    check.tex(4, {**gen, "z": z})
    check.tex(5, {**gen, "z": z}, rtol=1e-7)
for m in (1, 2, 3):
    check.tex(6, {**gen, "m": m}, rtol=1e-7)
check.tex(6, {**gen, "m": 1, "D": C}, holds=False)
for i in (0, 2, 5):
    check.tex(7, {**gen, "i": i}, rtol=1e-8)
    check.tex(8, {**gen, "i": i, "#k": range(0, 40)}, rtol=1e-7)

# %% id=frequency
for phi in (0.8, -2.1):
    z = complex(np.exp(1j * phi))
    s = complex(np.linalg.solve(np.array([[h / 2 * (1 + z)]]), np.array([1 - z]))[0])
    freq = {**base, "z": z, "s": s, r"\phi": phi}
    check.tex(9, freq)
    check.tex(10, freq, rtol=1e-8)
    check.tex(11, freq)
    check.tex(12, freq, rtol=1e-8)
inside = 0.5 - 0.2j
check.tex(10, {**base, "z": inside, "s": 2 / h * (1 - inside) / (1 + inside)}, rtol=1e-8)
check.eq(10, np.linalg.solve(I + Ab, Bb), h / 2 * B)

# %% id=dplr
W = np.array([[A[i, k] + B[i] * B[k] / 2 for k in range(N)] for i in range(N)])
lam, V = np.linalg.eig(W)                                       # 一般的对角化；正规矩阵的特征值互不相同时，特征向量两两正交
V = V / np.linalg.norm(V, axis=0)
low = {**base, "S": W, "V": V, "V^{*}": V.conj().T, r"\Lambda": np.diag(lam), r"\lambda": lam}
check.tex(13, low)
check.tex(13, {**low, "S": A}, holds=False)
check.tex(14, low, rtol=1e-8, atol=1e-9)
for n in (1, 3, 5):
    check.tex(15, {**low, "n": n}, rtol=1e-8)
b = np.array([np.vdot(V[:, n], B) for n in range(N)])
a = np.array([D @ V[:, n] for n in range(N)])
for s in (0.9j, 0.6 - 2.2j):
    R = np.linalg.solve(s * I - W, I.astype(complex))
    env = {**low, "s": s, "R": R, r"\rho": complex(B @ R @ B), "D": D, "a": a, "b": b}
    for number in (16, 17, 18, 19, 20, 22):
        check.tex(number, env, rtol=1e-7)
    P, Q = rng.normal(size=N), rng.normal(size=N)
    check.tex(25, {**env, "A": W - np.outer(P, Q), "P": P, "Q": Q}, rtol=1e-7)
check.tex(16, {**env, "A": A - 0.2 * I}, holds=False)
for m in (1, 2):
    z = roots[m]
    s = 2 / h * (1 - z) / (1 + z)
    R = np.linalg.solve(s * I - W, I.astype(complex))
    check.tex(21, {**gen, "z": z, "s": s, "R": R}, rtol=1e-7)
check.eq(21, np.array([value(-1.0 + 0j).real]), np.array([h / 2 * float(D @ B)]))

# 前提 Re(s) >= 0 不能去掉：s = -2 是 A 的特征值，分母为零
check.eq(16, 2 + B @ np.linalg.solve(-2 * I - W, B), 0.0, atol=1e-8)
# 不用 s 的写法，包括 z = -1
for m in range(L):
    e = 2 / h * (1 - roots[m]) - (1 + roots[m]) * lam
    check.eq(21, value(roots[m]), 4 * np.sum(a * b / e) / (2 + (1 + roots[m]) * np.sum(np.abs(b) ** 2 / e)), rtol=1e-8)
# 在 V 的坐标里一步是对角阵减秩一
left = np.linalg.solve(2 / h * I - W, I)
check.eq(16, Ab, 4 / h * (left - np.outer(left @ B, B @ left) / (2 + B @ left @ B)) - I, rtol=1e-8)

# %% id=example
# 一维：梯形格式的一步 x' - x = (-(x' + x) / 2 + u) 逐步走
state, short = 0.0, {}
for j in range(2):
    state = float(np.linalg.solve([[1.5]], [0.5 * state + (1.0 if j == 0 else 0.0)])[0])
    short[j] = state
check.tex(23, {r"\hat K": lambda z: complex(short[0] + short[1] * z)})
check.tex(24, {"K": short})

# %% id=eigenvector
import math

# 特征向量由逐行代入的线性方程组得到，不用二项式系数
size = 9
root = np.sqrt(2 * np.arange(size) + 1)
legs = -np.tril(np.outer(root, root), -1) - np.diag(np.arange(size) + 1.0)
for m in (0, 2, 3):
    below = legs[m + 1 :, m + 1 :] + (m + 1) * np.eye(size - m - 1)
    vector = np.concatenate([np.zeros(m), [root[m]], np.linalg.solve(below, -legs[m + 1 :, m] * root[m])])
    check.eq(26, legs @ vector, -(m + 1) * vector, rtol=1e-8)
    for n in (m, m + 1, m + 4, 8):
        check.tex("eq:hippo-eigenvector", {"v": lambda k: float(vector[int(k)]), "n": n, "m": m}, rtol=1e-8)
fibonacci = [0, 1]
for _ in range(60):
    fibonacci.append(fibonacci[-1] + fibonacci[-2])
print("Σ_m C(n+m, n-m) 等于 F_{2n+1}：", all(sum(math.comb(n + m, n - m) for m in range(n + 1)) == fibonacci[2 * n + 1] for n in range(30)))
