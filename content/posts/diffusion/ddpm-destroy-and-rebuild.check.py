# ddpm-destroy-and-rebuild 的数值检查。
# 独立路径：有限个原子的混合分布由定义求和，联合高斯用 Schur 补，方差递推逐步算，期望用求积。

# %% id=destroy
T, d, t = 6, 3, 4
beta = {k: float(v) for k, v in enumerate(np.linspace(0.06, 0.4, T), 1)}
al = {k: 1 - b for k, b in beta.items()}
ab = {0: 1.0}
for k in range(1, T + 1):
    ab[k] = ab[k - 1] * al[k]
base = {r"\alpha": al, r"\bar\alpha": ab, r"\beta": beta, "t": t, "T": T, "I": np.eye(d), "d": d}
eps = {k: rng.normal(size=d) for k in range(1, T + 1)}
xs = {0: rng.normal(size=d)}
for k in range(1, T + 1):
    xs[k] = np.sqrt(al[k]) * xs[k - 1] + np.sqrt(beta[k]) * eps[k]
check.tex(1, {**base, "x": xs, r"\epsilon": eps})
check.tex(2, base)
root = rng.normal(size=(d, d))
C0 = root @ root.T + 0.2 * np.eye(d)
# 协方差由联合高斯的线性组合逐项求和，不用递推
def cov_at(k):
    return ab[k] * C0 + sum(np.prod([al[j] for j in range(s + 1, k + 1)]) * beta[s] for s in range(1, k + 1)) * np.eye(d)
covs = {**base, r"\operatorname{Cov}(x_t)": cov_at(t), r"\operatorname{Cov}(x_{t-1})": cov_at(t - 1), r"\operatorname{Cov}(x_0)": C0}
check.tex(3, covs)
check.tex(4, covs)
check.tex(3, {**covs, r"\beta": {t: 1.4 * beta[t]}}, holds=False)

def gauss(x, mu, var):
    x, mu = np.atleast_1d(x), np.atleast_1d(mu)
    return float(np.exp(-np.sum((x - mu) ** 2) / (2 * var)) / (2 * np.pi * var) ** (len(x) / 2))
weights = [np.sqrt(np.prod([al[j] for j in range(s + 1, t + 1)]) * beta[s]) for s in range(1, t + 1)]
slope = float(np.prod([np.sqrt(al[j]) for j in range(1, t + 1)]))
check.tex(5, {**base, "x": xs, "q(x_t|x_0)": gauss(xs[t], slope * xs[0], float(np.sum(np.square(weights)))), r"\mathcal{N}": lambda x, m, S: gauss(x, m, float(np.asarray(S)[0, 0]))})

# %% id=forget
# 二维、三个原子：终点的 KL 与互信息在网格上积分
d2 = 2
atoms = [np.array(z) + 0.05 * rng.normal(size=2) for z in ((0.9, 0.2), (-0.5, 0.7), (0.1, -1.1))]
prob = rng.dirichlet(4 * np.ones(3))
gx, gwx = np.polynomial.legendre.leggauss(60)
gx, gwx = 7.5 * gx, 7.5 * gwx
XX, YY = np.meshgrid(gx, gx)
WW = np.outer(gwx, gwx)
def on_grid(mean, var):
    return np.exp(-((XX - mean[0]) ** 2 + (YY - mean[1]) ** 2) / (2 * var)) / (2 * np.pi * var)
def residual(places, masses, a):
    parts = [on_grid(np.sqrt(a) * z, 1 - a) for z in places]
    mix = sum(w * p for w, p in zip(masses, parts))
    info = [float(np.sum(WW * p * np.log(np.maximum(p, 1e-300) / mix))) for p in parts]
    return float(np.sum(WW * mix * np.log(mix / on_grid((0, 0), 1.0)))), info
for a in (0.3, 0.6):
    away, infos = residual(atoms, prob, a)
    size = [(float(w), {"x_0": z}) for w, z in zip(prob, atoms)]
    info = float(prob @ infos)
    forget = {"I(x_0;x_T)": info, r"D_{\mathrm{KL}}(q_T\|\mathcal{N}(0,I))": away, r"\bar\alpha_T": a, "d": 2}
    parts = [(float(w), {r"D_{\mathrm{KL}}(q(x_T|x_0)\|q_T)": v}) for w, v in zip(prob, infos)]
    check.tex(6, forget, E={"x_0": parts})
    check.tex(7, forget, E=size, rtol=1e-7)
alone, none = residual([atoms[0]], [1.0], 0.4)
check.eq(7, alone, 0.5 * (0.4 * np.sum(atoms[0] ** 2) - 2 * 0.4 - 2 * np.log(0.6)), rtol=1e-7)

# %% id=regression
s = 1 - ab[t]
post = lambda x: (lambda v: v / v.sum())(np.array([w * gauss(x, np.sqrt(ab[t]) * z, s) for w, z in zip(prob, atoms)]))
given = lambda x, z: np.sqrt(ab[t - 1]) * beta[t] / s * z + np.sqrt(al[t]) * (1 - ab[t - 1]) / s * np.asarray(x)     # 联合高斯的条件均值
left = float((1 - ab[t - 1]) - al[t] * (1 - ab[t - 1]) ** 2 / (al[t] * (1 - ab[t - 1]) + beta[t]))
mean_prev = lambda x: sum(w * given(x, z) for w, z in zip(post(x), atoms))
def cov_prev(x):
    m = mean_prev(x)
    return left * np.eye(2) + sum(w * np.outer(given(x, z) - m, given(x, z) - m) for w, z in zip(post(x), atoms))
eps_star = lambda x: sum(w * (np.asarray(x) - np.sqrt(ab[t]) * z) / np.sqrt(s) for w, z in zip(post(x), atoms))
x = rng.normal(size=2)
inside = []
for w, z in zip(post(x), atoms):
    for u, p in check.normal("e", np.zeros(2), np.eye(2), k=4):
        prev = given(x, z) + np.sqrt(left) * p["e"]
        inside.append((w * u, {"x_{t-1}": prev, r"\epsilon_t": (x - np.sqrt(al[t]) * prev) / np.sqrt(beta[t])}))
two = {**base, "I": np.eye(2), "d": 2, "x_t": x, "m": lambda y: float(sum(w * gauss(y, np.sqrt(ab[t]) * z, s) for w, z in zip(prob, atoms)))}
check.tex(8, {**two, r"\mu_t": mean_prev}, E={"x_{t-1}|x_t": inside})
check.tex(18, {**two, r"\mu_t": mean_prev, r"\epsilon^\star": eps_star})
check.tex(23, two, E={"x_{t-1}|x_t": inside}, rtol=1e-6)
check.tex(20, {**two, r"\operatorname{Cov}(x_{t-1}|x_t)": cov_prev(x)}, rtol=1e-5)

# %% id=rotation
places, masses = atoms[:2], [0.35, 0.65]
f = lambda v: np.array([0.3 * v[0] - 0.2 * v[1] ** 2, 0.1 + 0.4 * v[0] * v[1]])
jac = lambda v: np.column_stack([np.asarray(v), np.asarray(v) ** 2])
theta = np.array([0.4, -0.3])
n1, w1 = np.polynomial.hermite_e.hermegauss(5)
w1 = w1 / w1.sum()
ca, cb, vis = np.sqrt(al[t] * (1 - ab[t - 1])), np.sqrt(beta[t]), np.sqrt(beta[t] / s)
def cloud(k_nodes, k_weights):
    out = []
    for mass, z in zip(masses, places):
        for i, j, k, l in np.ndindex(*(len(k_nodes),) * 4):
            bar, now = np.array([k_nodes[i], k_nodes[j]]), np.array([k_nodes[k], k_nodes[l]])
            xt = np.sqrt(ab[t]) * z + ca * bar + cb * now
            e = (xt - np.sqrt(ab[t]) * z) / np.sqrt(s)
            J = jac(xt)
            out.append((mass * k_weights[i] * k_weights[j] * k_weights[k] * k_weights[l], {"x_0": z, r"\bar\epsilon": bar, r"\epsilon_t": now, r"\epsilon": e, "x_t": xt, "g": -2 * J.T @ (now - J @ theta), r"\tilde{g}": -2 * J.T @ (vis * e - J @ theta)}))
    return out
n3, w3 = np.polynomial.hermite_e.hermegauss(3)
w3 = w3 / w3.sum()
small = cloud(n3, w3)
_, q = small[100]
omega = (cb * q[r"\bar\epsilon"] - ca * q[r"\epsilon_t"]) / np.sqrt(s)
rot = {**base, "d": 2, **q, r"\omega": omega, "f": f, "x_0": q["x_0"]}
for number in (10, 11, 12, 13, 14):
    check.tex(number, rot)
naive = float(sum(w * np.sum((p[r"\epsilon_t"] - f(p["x_t"])) ** 2) for w, p in small))
check.tex(9, {**rot, r"\mathcal{L}_{\epsilon}(f)": naive}, E=small)
check.tex(15, rot, E=small)
check.tex(15, rot, E=[(w, {**p, "x_t": p["x_t"] + 0.3 * p[r"\epsilon_t"]}) for w, p in small], holds=False)
check.tex(17, {**rot, r"\epsilon_\theta": f}, E=small)
check.tex(16, {**rot, "J": jac}, E=cloud(n1, w1))

# %% id=variance
line = np.arange(-6, 6.01, 0.75)
joint = []
for mass, z in zip(prob, atoms):
    for e1 in line:
        for e2 in line:
            e = np.array([e1, e2])
            joint.append((mass * float(np.exp(-0.5 * e @ e)) / (2 * np.pi) * 0.75**2, {"x_t": np.sqrt(ab[t]) * z + np.sqrt(s) * e, r"\epsilon": e}))
mean = lambda h: sum(w * h(p["x_t"]) for w, p in joint)
inner_cov = mean(cov_prev)
mu_bar = mean(mean_prev)
cov_mu = sum(w * np.outer(mean_prev(p["x_t"]) - mu_bar, mean_prev(p["x_t"]) - mu_bar) for w, p in joint)
m0 = sum(w * z for w, z in zip(prob, atoms))
Cx = sum(w * np.outer(z - m0, z - m0) for w, z in zip(prob, atoms))
prev_cov = ab[t - 1] * Cx + (1 - ab[t - 1]) * np.eye(2)
attached = [(w, {**p, r"\operatorname{Cov}(x_{t-1}|x_t)": cov_prev(p["x_t"])}) for w, p in joint]
best = float(np.trace(inner_cov) / 2)
c = float(np.trace(Cx) / 2)
V = {k: 1 + (c - 1) * ab[k] for k in range(T + 1)}
var = {**two, r"\operatorname{Cov}(x_{t-1})": prev_cov, r"\operatorname{Cov}(\mu_t(x_t))": cov_mu, r"\epsilon^\star": eps_star, r"\sigma_\star^2": best, "V": V, r"\mu_t": mean_prev}
check.tex(19, var, E=attached, rtol=1e-6)
check.tex(21, var, E=attached, rtol=1e-6)
check.tex(22, var)
check.tex(22, {**var, r"\sigma_\star^2": left}, tight=0)
check.tex(22, {**var, r"\sigma_\star^2": V[t - 1] - al[t] * V[t - 1] ** 2 / V[t]}, tight=1)
check.tex(22, {**var, r"\sigma_\star^2": 0.98 * left}, holds=False)
check.tex(22, {**var, r"\sigma_\star^2": 1.01 * V[t - 1] / V[t] * beta[t]}, holds=False)
check.tex(25, {**base, "v": 1 - ab[t - 1]})
check.eq(25, left, np.linalg.inv(np.array([[1 / (1 - ab[t - 1]) + al[t] / beta[t]]]))[0, 0])
# 三维：几个 x_t，给定它时 x_{t-1} 的二阶矩由两点求积给出
center = lambda y: np.array([np.tanh(y[0]), 0.5 * y[1], y[2] - 0.3])
spread = np.linalg.cholesky(C0)
pairs = [(u / 3, {"x_t": y, r"x_{t-1}": center(y) + spread @ e["e"]}) for y in rng.normal(size=(3, d)) for u, e in check.normal("e", np.zeros(d), np.eye(d), k=2)]
for sig2 in (0.2, 0.5):
    cross = float(sum(w * -np.log(gauss(p["x_{t-1}"], center(p["x_t"]), sig2)) for w, p in pairs)) - d / 2 * np.log(2 * np.pi)
    check.tex(24, {**base, r"\sigma": np.sqrt(sig2), r"\Phi": lambda v: cross if abs(v - sig2) < 1e-9 else 0.0, r"\mu_t": center}, E=pairs)
fisher = float(mean(lambda y: np.sum(eps_star(y) ** 2)) / s)
check.le(41, 1 / V[t], fisher / 2, tight=(1 / V[t], (V[t] / V[t] ** 2)))
check.eq(41, (1 - al[t] * V[t - 1] / V[t]) / beta[t], 1 / V[t])

# %% id=budget
# 一维、T = 2 的混合数据：轨道上求积；模型是任意的线性高斯
be, cent, sh = np.array([0.3, 0.5]), np.array([-0.9, 0.6]), np.array([0.4, 0.6])
A1, A2 = 0.7, 0.35
n1d = lambda y, m, v: np.exp(-((y - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)
gy, gv = np.polynomial.legendre.leggauss(90)
gy, gv = 6.5 * gy, 6.5 * gv
width = 0.16                                                    # 数据是两个正态，q_0 有密度
q0 = lambda y: sum(p * n1d(y, m, width) for p, m in zip(sh, cent))
at = lambda y, a: sum(p * n1d(y, np.sqrt(a) * m, a * width + 1 - a) for p, m in zip(sh, cent))
X0, X1, X2 = np.meshgrid(gy, gy, gy, indexing="ij")
W3 = gv[:, None, None] * gv[None, :, None] * gv[None, None, :]
q_joint = q0(X0) * n1d(X1, np.sqrt(0.7) * X0, 0.3) * n1d(X2, np.sqrt(0.5) * X1, 0.5)
def models(k1, b1, v1, k2, b2, v2):
    r1, r2 = n1d(X0, k1 * X1 + b1, v1), n1d(X1, k2 * X2 + b2, v2)
    return r1, r2, n1d(X2, 0, 1) * r1 * r2
r1, r2, p_joint = models(0.8, 0.1, 0.4, 0.6, -0.1, 0.55)
q1, q2 = at(X1, A1), at(X2, A2)
rev1, rev2 = q0(X0) * n1d(X1, np.sqrt(0.7) * X0, 0.3) / q1, q1 * n1d(X2, np.sqrt(0.5) * X1, 0.5) / q2
expect = lambda h: float(np.sum(W3 * q_joint * h))
p0 = np.einsum("ijk,j,k->i", p_joint, gv, gv)
steps = {1: expect(np.log(rev1 / r1)), 2: expect(np.log(rev2 / r2))}
final, start = float(np.sum(gv * q0(gy) * np.log(q0(gy) / p0))), float(np.sum(gv * at(gy, A2) * np.log(at(gy, A2) / n1d(gy, 0, 1))))
step_key = r"D_{\mathrm{KL}}(q(x_{t-1}|x_t)\|p_\theta(x_{t-1}|x_t))"
account = {"T": 2, r"D_{\mathrm{KL}}(q_0\|p_\theta(x_0))": final, r"D_{\mathrm{KL}}(q_T\|p(x_T))": start}
# 每步的 KL 散度是 x_t 的函数：x_t 取 90 个等权的结点，密度与求积权并入函数值
kl_at = {1: np.einsum("ij,i->j", rev1[:, :, 0] * np.log(rev1[:, :, 0] / r1[:, :, 0]), gv) * gv * at(gy, A1), 2: np.einsum("ij,i->j", rev2[0] * np.log(rev2[0] / r2[0]), gv) * gv * at(gy, A2)}
nodes = {"x_t": [(1 / 90, {"j": k}) for k in range(90)]}
scaled = lambda extra: check.at(lambda e: 90 * float(kl_at[e["t"]][int(e["j"])]) + extra)
check.tex(26, {**account, step_key: scaled(0.0)}, E=nodes)
print(f"最后的 KL {final:.4f}，残留 {start:.4f}，两步 {steps[1]:.4f} {steps[2]:.4f}")
# 取等：数据是标准正态，反向条件取真实的
check.tex(26, {**account, r"D_{\mathrm{KL}}(q_0\|p_\theta(x_0))": 0.0, r"D_{\mathrm{KL}}(q_T\|p(x_T))": 0.0, step_key: 0.0}, E={"x_t": [(1.0, {})]}, tight=0)
gap = expect(np.log(q_joint / p_joint)) - final
check.tex(26, {**account, r"D_{\mathrm{KL}}(q_0\|p_\theta(x_0))": final + gap, step_key: scaled(0.0)}, E=nodes, tight=(0, 1e-6))
check.tex(26, {**account, r"D_{\mathrm{KL}}(q_0\|p_\theta(x_0))": final + gap + 0.01, step_key: scaled(0.0)}, E=nodes, holds=False)
i = (31, 52, 40)
atoms_here = {"T": 2, "q(x_{0:T})": float(q_joint[i]), r"p_\theta(x_{0:T})": float(p_joint[i]), "q_T(x_T)": float(q2[i]), "p(x_T)": float(n1d(X2[i], 0, 1)), "q(x_{t-1}|x_t)": check.at(lambda e: float({1: rev1, 2: rev2}[e["t"]][i])), r"p_\theta(x_{t-1}|x_t)": check.at(lambda e: float({1: r1, 2: r2}[e["t"]][i]))}
check.tex(28, atoms_here)
mu1 = np.einsum("ijk,i->jk", rev1 * X0, gv)[:, 0]
sig2 = 0.4
net = 0.8 * gy + 0.1
dens = at(gy, A1)
delta = float(sum(gv * dens * np.einsum("ij,i->j", (rev1[:, :, 0] * np.log(rev1[:, :, 0] / n1d(X0[:, :, 0], mu1[None, :], sig2))), gv)))
kl_each = np.einsum("ij,i->j", rev1[:, :, 0] * np.log(rev1[:, :, 0] / n1d(X0[:, :, 0], net[None, :], sig2)), gv)
cloud1 = [(float(a * b), {"x_t": float(y), step_key: float(k)}) for y, a, b, k in zip(gy, gv, dens, kl_each)]
check.tex(27, {r"\Delta_t": delta, r"\sigma": np.sqrt(sig2), r"\mu_t": lambda y: float(np.interp(y, gy, mu1)), r"\mu_\theta": lambda y: 0.8 * y + 0.1}, E={"x_t": cloud1}, rtol=1e-7)
hat = rng.normal(size=2)
mu_hat = (x - beta[t] / np.sqrt(s) * hat) / np.sqrt(al[t])
check.tex(29, {**two, r"\sigma": 0.7, r"\mu_t": mean_prev, r"\mu_\theta": lambda y: mu_hat, r"\epsilon^\star": eps_star, r"\epsilon_\theta": lambda y: hat})

# %% id=gaussian
c = 0.3
V = {k: 1 + (c - 1) * ab[k] for k in range(T + 1)}
sig = {k: float(np.sqrt(v)) for k, v in enumerate(rng.uniform(0.05, 0.5, T), 1)}
def walk(noise, start):
    """用样本路径的线性系数求方差：x_{t-1} = k x_t + σ z。"""
    W = {T: start}
    for k in range(T, 0, -1):
        slope = np.sqrt(al[k]) * V[k - 1] / V[k]
        W[k - 1] = float(np.dot([slope * np.sqrt(W[k]), noise[k]], [slope * np.sqrt(W[k]), noise[k]]))
    return W
W = walk(sig, 1.7)
rec = {**base, "V": V, r"\sigma": sig, "W": W, "c": c}
check.tex(30, rec)
check.tex(31, rec)
tilde = {k: (1 - ab[k - 1]) - al[k] * (1 - ab[k - 1]) ** 2 / (al[k] * (1 - ab[k - 1]) + beta[k]) for k in range(1, T + 1)}
check.tex(32, rec)
check.eq(32, tilde[t] - (V[t - 1] - al[t] * V[t - 1] ** 2 / V[t]), -c * ab[t - 1] * beta[t] ** 2 / ((1 - ab[t]) * V[t]))
check.tex(33, {**rec, "W": walk({k: 0.0 for k in sig}, 1.7)})
def excess(steps, B=1.6):
    steps = int(steps)
    a = (1 - B / steps) ** np.arange(steps + 1)
    v = 1 + (c - 1) * a
    w = v[-1]
    for k in range(steps, 0, -1):
        w = (1 - B / steps) * (v[k - 1] / v[k]) ** 2 * w + B / steps
    return w - c
B = 1.6
rate = {"S": excess, "B": B, "c": c, "v": 1 + (c - 1) * np.exp(-B)}
for number in (34, 35):
    check.tex(number, rate, lim={"T": [400, 800, 1600, 3200]}, grid={"s": 60}, rtol=1e-6)
# 练习
bs = rng.uniform(0.3, 0.9, T)
h = np.concatenate([[1.0], 1 + np.cumsum(bs**2)])
check.tex(39, {"b_t": float(bs[t - 1]), "h_t": float(h[t]), r"\beta_t": float(1 - h[t - 1] / h[t]), r"\bar\alpha_t": float(np.prod([h[k - 1] / h[k] for k in range(1, t + 1)]))})
check.tex(40, rec)

# %% id=example
a2 = 0.64 * 0.64
e = lambda z: np.exp(-((0.5 - 0.64 * z) ** 2) / (2 * (1 - a2)))
posterior_mean = float((e(1) - e(-1)) / (e(1) + e(-1)))
noise = (0.5 - 0.64 * posterior_mean) / np.sqrt(1 - a2)
x1_mean = sum(p * (0.8 * 0.36 / (1 - a2) * z + 0.8 * 0.36 / (1 - a2) * 0.5) for z, p in ((1, (1 + posterior_mean) / 2), (-1, (1 - posterior_mean) / 2)))
check.tex(36, {"x_0": -1.0, r"\bar\epsilon": 0.3, r"\epsilon_2": -0.7, "x_2": 0.8 * (0.8 * -1.0 + 0.6 * 0.3) + 0.6 * -0.7})
check.tex(37, {}, E={"x_0|x_2": [((1 + posterior_mean) / 2, {"x_0": 1.0}), ((1 - posterior_mean) / 2, {"x_0": -1.0})]}, approx=1e-4)
check.tex(38, {r"\mu_2": float(x1_mean)}, approx=2e-4)
print(f"{np.sqrt(a2):.2f} {a2:.4f} {1 - a2:.4f} {0.36 / (1 - a2):.4f} {posterior_mean:.4f} {noise:.4f} {x1_mean:.4f} 下端 {0.36 * 0.36 / (1 - a2):.4f} 上端 0.36")
v0, v1 = 1 + 3 * 0.9, 1 + 3 * 0.9 * 0.9
print(f"c = 4：{v0:.1f} {v1:.2f} {0.1 * v0 / v1:.4f}；T = 50 与 1000 的误差 {0.2682 - 0.25:.4f} {0.2509 - 0.25:.4f}，β̃ {0.25 - 0.1966:.4f}")
