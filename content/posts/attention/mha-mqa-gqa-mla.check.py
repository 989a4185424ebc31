# mha-mqa-gqa-mla 的数值检查。
# 独立路径：得分、权重与输出由逐个位置、逐个头的循环按定义求出；运算量由循环计数；奇异值由 numpy 给出。

# %% id=definition
import math

D, H, dk, dv, t = 7, 3, 3, 2, 5
N = H * (dk + dv)
heads = range(1, H + 1)
Q = {h: 0.3 * rng.normal(size=(dk, D)) for h in heads}
K = {h: rng.normal(size=(dk, D)) for h in heads}
V = {h: rng.normal(size=(dv, D)) for h in heads}
O = {h: rng.normal(size=(D, dv)) for h in heads}
x = {j: rng.normal(size=D) for j in range(1, t + 1)}

def attention(Q, K, V, O, x, t, scale):
    """按定义逐个求得分、权重、输出。"""
    s, p, y = {}, {}, np.zeros(O[1].shape[0])
    for h in Q:
        for j in range(1, t + 1):
            s[h, j] = float(sum((Q[h] @ x[t])[i] * (K[h] @ x[j])[i] for i in range(Q[h].shape[0]))) / scale
        total = sum(math.exp(s[h, i]) for i in range(1, t + 1))
        for j in range(1, t + 1):
            p[h, j] = math.exp(s[h, j]) / total
            y = y + p[h, j] * (O[h] @ (V[h] @ x[j]))
    return s, p, y

s, p, y = attention(Q, K, V, O, x, t, math.sqrt(dk))
base = {"Q": Q, "K": K, "V": V, "O": O, "x": x, "t": t, "d_k": dk, "d_v": dv, "H": H, "D": D, "s": s, "p": p, "y_t": y}
prod = {"B": {h: Q[h].T @ K[h] for h in heads}, "C": {h: O[h] @ V[h] for h in heads}}
for h, j in ((1, 2), (3, 4)):
    now = {**base, **prod, "h": h, "j": j}
    for number in (1, 2, 4, 5):
        check.tex(number, now)
for number in (3, 6):
    check.tex(number, {**base, **prod})
M = rng.normal(size=(dk, dk)) + 2 * np.eye(dk)
check.tex(7, {**base, "h": 2, "M": M})

# %% id=cache
r = 4
E = rng.normal(size=(r, D))
U, W = {h: rng.normal(size=(dk, r)) for h in heads}, {h: rng.normal(size=(dv, r)) for h in heads}
low = np.vstack([U[h] @ E for h in heads] + [W[h] @ E for h in heads])
full = np.vstack([K[h] for h in heads] + [V[h] for h in heads])
check.tex(9, {"S": low, "E": E})
check.tex(9, {"S": low, "E": np.vstack([rng.normal(size=(2, r)) @ E, rng.normal(size=(1, D)), E])})
check.tex(9, {"S": full, "E": E}, holds=False)
check.tex(9, {"S": low, "E": E[:3]}, holds=False)
wide = np.vstack([E, E[0] + E[1]])
check.tex(10, {"r": 5, "E": wide, "S": np.outer(rng.normal(size=N), E[0])})
check.tex(10, {"r": r, "E": E, "S": low}, tight=0)
check.tex(10, {"r": r, "E": E, "S": low}, tight=1)
check.tex(11, {**base, "S": low})
check.tex(11, {**base, "S": full}, tight=0)
check.tex(11, {**base, "S": rng.normal(size=(5, D)), "H": 1, "D": 9}, tight=0)
check.tex(12, {"H": H, "G": 2, "d_k": dk, "d_v": dv, r"r_{\text{MHA}}": full.shape[0], r"r_{\text{GQA}}": 2 * len(K[1]) + 2 * len(V[1]), r"r_{\text{MQA}}": len(K[1]) + len(V[1])})

# %% id=variants
z = {j: E @ x[j] for j in x}
Ke, Ve = {h: U[h] @ E for h in heads}, {h: W[h] @ E for h in heads}
s2, p2, y2 = attention(Q, Ke, Ve, O, x, t, math.sqrt(dk))
mla = {**base, "K": Ke, "V": Ve, "s": s2, "p": p2, "y_t": y2, "z": z, "U": U, "W": W, "E": E}
for h, j in ((1, 3), (2, 4)):
    check.tex(15, {**mla, "h": h, "j": j})
check.tex(16, mla)
shared = rng.normal(size=(dk, D))
check.tex(17, {"B_1": Q[1].T @ shared, "B_2": Q[2].T @ shared, "d_k": dk}, tight=0)
check.tex(17, {"B_1": np.outer(Q[1][0], shared[0]), "B_2": np.outer(Q[2][1], shared[0]), "d_k": dk})
big = rng.normal(size=(6, D))
check.tex(17, {"B_1": Q[1].T @ rng.normal(size=(dk, 6)) @ big, "B_2": Q[2].T @ rng.normal(size=(dk, 6)) @ big, "d_k": dk}, holds=False)

# %% id=compress
points = rng.normal(size=(6, D)) * 0.8 ** np.arange(D)
weights = rng.uniform(0.2, 1, size=6)
weights = weights / weights.sum()
second = sum(w * np.outer(v, v) for w, v in zip(weights, points))
e, Z = np.linalg.eigh(second)
R = Z * np.sqrt(np.maximum(e, 0))
mean = [(float(w), {"x": v}) for w, v in zip(weights, points)]
sv = lambda i, A: float(np.append(np.linalg.svd(np.atleast_2d(A), compute_uv=False), np.zeros(20))[int(i) - 1])
left = np.linalg.svd(full @ R)[0]
k = 3
loose = {"S": full, "R": R, "U": rng.normal(size=(N, k)), "E": rng.normal(size=(k, D)), "r": k, "q": min(N, D), r"\sigma_\cdot(\cdot)": sv}
best = {**loose, "U": left[:, :k], "E": left[:, :k].T @ full, "U_r": left[:, :k]}
check.tex(18, loose, E=mean)
check.tex(19, loose)
check.tex(19, best, tight=0)
check.tex(19, {**loose, "U": left[:, : k + 1], "E": left[:, : k + 1].T @ full}, holds=False)
check.tex(20, best, E=mean)
whole = rng.normal(size=(D, D))
spread = [(1 / (2 * D), {"x": sign * math.sqrt(D) * whole[:, i]}) for i in range(D) for sign in (1, -1)]
left_whole = np.linalg.svd(full @ whole)[0][:, :k]
sharp = {**best, "R": whole, "U": left_whole, "E": left_whole.T @ full, "U_r": left_whole}
check.tex(19, sharp, tight=0)  # R 满秩：最后一个奇异值不为零
check.tex(20, sharp, E=spread)
avg = sum(K.values()) / H
trial = rng.normal(size=(dk, D))
check.tex(21, {"K_h": check.at(lambda e: K[e["h"]]), "K": trial, r"\bar K": avg, "g": H})
stack = np.vstack([K[h] for h in heads])
check.tex(22, {"K_h": check.at(lambda e: K[e["h"]]), r"\bar K": avg, "g": H, "d_k": dk, "q": min(H * dk, D), "S": stack, r"\sigma_\cdot(\cdot)": sv})
pair = {1: np.array([[1.0, 0.4]]), 2: np.array([[1.0, -0.4]])}
check.tex(22, {"K_h": check.at(lambda e: pair[e["h"]]), r"\bar K": np.array([[1.0, 0.0]]), "g": 2, "d_k": 1, "q": 2, "S": np.vstack([pair[1], pair[2]]), r"\sigma_\cdot(\cdot)": sv}, tight=0)
turn = lambda n: np.linalg.qr(rng.normal(size=(n, n)))[0]
a, _, b = np.linalg.svd(K[1] @ K[2].T)
check.tex(23, {"K_1": K[1], "K_2": K[2], "M": turn(dk)})
check.tex(23, {"K_1": K[1], "K_2": K[2], "M": a @ b}, tight=0)
check.tex(23, {"K_1": K[1], "K_2": K[2], "M": 0.7 * a @ b}, holds=False)
flat = np.outer(rng.normal(size=dk), rng.normal(size=D))
a, _, b = np.linalg.svd(flat @ K[2].T)
check.tex(23, {"K_1": flat, "K_2": K[2], "M": a @ b}, tight=0)

# %% id=rope
def rotation(m, n, freq):
    """n 维、n/2 个频率的旋转。"""
    out = np.zeros((n, n))
    for i, w in enumerate(freq):
        c, sn = math.cos(m * w), math.sin(m * w)
        out[2 * i : 2 * i + 2, 2 * i : 2 * i + 2] = [[c, -sn], [sn, c]]
    return out

even, freq = 4, (0.7, 0.23)
rot = lambda m: rotation(m, even, freq)
check.tex(24, {r"\mathcal{R}": rot, "t": 5, "j": 2})
Qr, Ur = {1: rng.normal(size=(even, D)), 2: rng.normal(size=(even, D))}, {1: rng.normal(size=(even, r)), 2: rng.normal(size=(even, r))}
check.tex(25, {r"\mathcal{R}": rot, "t": 5, "j": 2, "h": 2, "Q": Qr, "U": Ur, "K": {2: Ur[2] @ E}, "x": x, "z": z, "d_k": even})
twice = lambda m: np.kron(np.eye(2), rot(m))
U0 = rng.normal(size=(even, even)) + 2 * np.eye(even)
check.tex(26, {r"\bar{\mathcal R}_m": twice(3), "U": np.vstack([U0, U0])})
check.tex(26, {r"\bar{\mathcal R}_m": twice(3), "U": np.vstack([Ur[1], Ur[2]])}, holds=False)
dr = 2
small = lambda m: rotation(m, dr, (0.41,))
ah, bj = rng.normal(size=dr), {2: rng.normal(size=dr)}
hidden = math.sqrt(dk + dr)
expanded = (float((Q[2] @ x[t]) @ (U[2] @ z[2])) + float((small(t) @ ah) @ (small(2) @ bj[2]))) / hidden
decoupled = {r"\mathcal{R}": small, "t": t, "j": 2, "h": 2, "U": U, "Q": Q, "x": x, "z": z, "a_h": ah, "b": bj, "d_k": dk, "d_r": dr, "s_{h,j}": expanded}
check.tex(27, decoupled)
check.tex(28, decoupled)

# %% id=cost
def count(n, pairs, cached, rank, absorbed):
    """逐步数乘加，一次算两次运算。"""
    total = 0
    for _ in range(H):
        if absorbed:
            for _ in range(n):
                total += 2 * (dk * rank) + 2 * (dv * rank)
            total += sum(2 * rank + 2 * rank for _ in range(pairs))
        else:
            for _ in range(cached):
                total += 2 * (dk * rank) + 2 * (dv * rank)
            total += sum(2 * dk + 2 * dv for _ in range(pairs))
    return float(total)

for n, pairs, cached, rank in ((1, 9, 9, 4), (5, 15, 5, 11), (3, 24, 9, 6)):
    table = {"n": n, "P": pairs, "t": cached, "r": rank, "H": H, "d_k": dk, "d_v": dv}
    table |= {r"F_{\text{a}}": count(n, pairs, cached, rank, True), r"F_{\text{e}}": count(n, pairs, cached, rank, False)}
    for number in (29, 30, 31):
        check.tex(number, table)
G = 2
uses = count(0, 1, 0, 4, False)
check.tex(33, {"H": H, "G": G, "d_k": dk, "d_v": dv})
check.eq(33, uses / (G * (len(K[1]) + len(V[1]))), 2 * H / G)
check.tex(34, {"H": H, "r": 11, "d_r": 4})
check.tex(34, {"H": H, "r": 11, "d_r": 1e-9}, tight=(0, 1e-6), rtol=1e-14)
check.tex(34, {"H": H, "r": 11, "d_r": 0.0}, holds=False)
check.tex(35, {"H": H, "r": 11, "d_k": dk, "d_v": dv})
check.eq(35, count(0, 1, 0, 11, True) / count(0, 1, 0, 11, False), 22 / (dk + dv))

# %% id=errors
eps = {2: 0.1 * rng.normal(size=r)}
query = U[2].T @ Q[2] @ x[t]
rounded = lambda e: float((Q[2] @ x[t]) @ (U[2] @ (z[2] + e)) - (Q[2] @ x[t]) @ (U[2] @ z[2])) / math.sqrt(dk)  # 展开形式的得分之差
noise = {"U": U, "Q": Q, "x": x, "t": t, "h": 2, "j": 2, "d_k": dk, r"\varepsilon": eps}
check.tex(36, {**noise, r"\Delta_{h,j}": rounded(eps[2])})
check.tex(36, {**noise, r"\varepsilon": {2: 0.3 * query}, r"\Delta_{h,j}": rounded(0.3 * query)}, tight=0)
delta = 0.6
soft = lambda v: np.exp(v - v.max()) / np.exp(v - v.max()).sum()
s5 = 1.5 * rng.normal(size=5)
shift = rng.uniform(-delta, delta, size=5)
p5, q5 = soft(s5), soft(s5 + shift)
values = rng.normal(size=(5, 3))
table = {"p": p5, r"\tilde p": q5, r"\delta": delta, "t": 5, "v": {k: values[k - 1] for k in range(1, 6)}, "#i": range(1, 6), "#j": range(1, 6)}
for j in (1, 3):
    check.tex(37, {**table, "j": j})
for number in (38, 39):
    check.tex(number, table)
rare = np.array([-18.0, 0.0, 0.2])
one = {"p": soft(rare), r"\tilde p": soft(rare + np.array([delta, -delta, -delta])), r"\delta": delta, "j": 1}
check.tex(37, one, tight=1)
check.tex(37, {**one, r"\tilde p": soft(rare + np.array([-delta, delta, delta]))}, tight=0)
even_p = np.array([1 / (1 + math.exp(delta)), math.exp(delta) / (1 + math.exp(delta))])
moved = even_p * np.array([math.exp(delta), math.exp(-delta)])
moved = moved / moved.sum()
edge = {"p": even_p, r"\tilde p": moved, r"\delta": delta, "t": 2, "v": {k: values[k - 1] for k in range(1, 6)}, "#i": (1, 2), "#j": (1, 2)}
check.tex(38, edge, tight=0)
check.tex(39, edge, tight=0)
far = even_p * np.array([math.exp(2 * delta), math.exp(-2 * delta)])
for number in (38, 39):
    check.tex(number, {**edge, r"\tilde p": far / far.sum()}, holds=False)
A = [j for j in range(1, 6) if q5[j - 1] > p5[j - 1]]
check.tex(40, {r"\tilde p": q5, "A": A, "a": float(sum(p5[j - 1] for j in A)), r"\delta": delta})
check.tex(40, {r"\tilde p": moved, "A": [1], "a": float(even_p[0]), r"\delta": delta}, tight=0)
check.tex(40, {r"\tilde p": moved, "A": [1], "a": float(even_p[0]), r"\delta": delta}, tight=1)

# %% id=example
two = {1: np.array([1.0, 0.0]), 2: np.array([0.0, 1.0])}
l2 = math.log(2)
_, pe, ye = attention({1: np.array([[0.0, l2]]), 2: np.array([[0.0, l2]])}, {1: np.array([[1.0, 2.0]]), 2: np.array([[-1.0, -2.0]])}, {1: np.array([[1.0, 2.0]]), 2: np.array([[1.0, 2.0]])}, {1: np.array([[1.0], [0.0]]), 2: np.array([[0.0], [1.0]])}, two, 2, 1.0)
check.tex(41, {"p": pe})
check.tex(42, {"y_2": ye})
check.tex(43, {"H": 6, "D": 6 * 4, "d": 4})
groups = [rng.normal(size=(dk, D)), rng.normal(size=(dk, D)), rng.normal(size=(dv, D)), rng.normal(size=(dv, D))]
pick = np.hstack([np.zeros((dk, dk)), np.eye(dk), np.zeros((dk, 2 * dv))])
check.eq(44, pick @ np.vstack(groups), groups[1])
turned = turn(dk)
K2 = {1: K[1], 2: turned @ K[1]}
check.tex(45, {"K": K2, "K_h": check.at(lambda e: K2[e["h"]]), r"\bar K": (K2[1] + K2[2]) / 2, "M_0": turned})
print(f"2 tanh(0.025) = {2 * math.tanh(0.025):.4f}")
