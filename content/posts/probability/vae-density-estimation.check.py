# vae-density-estimation 的数值检查。
# 独立路径：先验是两个高斯的混合、解码器线性，边缘与后验有混合高斯的闭式；期望用求积，协方差用 Schur 补与特征分解。

# %% id=model
import itertools
import math

prior_w, prior_m, prior_v = np.array([0.35, 0.65]), np.array([-0.8, 0.6]), np.array([0.5, 0.9])
slope, shift, s2 = 1.3, 0.2, 0.6
q_m, q_v = 0.35, 0.7

def g1(x, m, v):
    return np.exp(-((x - m) ** 2) / (2 * v)) / np.sqrt(2 * np.pi * v)

prior = lambda z: float(prior_w @ g1(z, prior_m, prior_v))
decoder = lambda x, z: float(g1(x, slope * z + shift, s2))
marginal = lambda x: float(prior_w @ g1(x, slope * prior_m + shift, slope**2 * prior_v + s2))

def posterior(x, z):
    """混合高斯：各分量分别共轭更新，权重按各分量的边缘密度。"""
    share = prior_w * g1(x, slope * prior_m + shift, slope**2 * prior_v + s2)
    gain = slope * prior_v / (slope**2 * prior_v + s2)
    means = prior_m + gain * (x - shift - slope * prior_m)
    return float(share / share.sum() @ g1(z, means, prior_v - gain * slope * prior_v))

enc_m = lambda x: 0.45 * x + 0.1
encoder = lambda x, z: float(g1(z, enc_m(x), q_v))
nodes, node_w = np.polynomial.legendre.leggauss(120)
zs, zw = 9 * nodes, 9 * node_w
line = ([float(z) for z in zs], [float(w) for w in zw])
X = 0.9
weight = lambda z: prior(z) * decoder(X, z) / encoder(X, z)
along = lambda density: [(float(w) * density(z), {"z": float(z)}) for z, w in zip(*line)]
integral = lambda f: float(sum(w * f(z) for z, w in zip(*line)))
kl = lambda f, g: integral(lambda z: f(z) * math.log(f(z) / g(z)))
chi = lambda f, g: integral(lambda z: (f(z) - g(z)) ** 2 / g(z))
q_X, post_X = lambda z: encoder(X, z), lambda z: posterior(X, z)
table = {
    "x": X,
    "z": 0.4,
    "w": weight,
    "p(z)": check.at(lambda e: prior(e["z"])),
    "p(x|z)": check.at(lambda e: decoder(e["x"], e["z"])),
    "q(z|x)": check.at(lambda e: encoder(e["x"], e["z"])),
    "p(z|x)": check.at(lambda e: posterior(e["x"], e["z"])),
    "p(x)": check.at(lambda e: marginal(e["x"])),
}
check.tex(1, table, grid={"z": line})
for z in (0.4, -1.1):
    check.tex(2, {**table, "z": z, "w": lambda z: posterior(X, z) * marginal(X) / encoder(X, z)})
    check.tex(5, {**table, "z": z})
    check.tex(11, {**table, "z": z})
# KL 的闭式只有两个高斯；χ² 用 (f-g)^2/g 的积分
a1, v1, a2, v2 = 0.3, 0.4, -0.2, 0.9
check.tex(3, {"f": lambda z: float(g1(z, a1, v1)), "g": lambda z: float(g1(z, a2, v2)), r"D_{\mathrm{KL}}(f\|g)": 0.5 * (v1 / v2 + (a1 - a2) ** 2 / v2 - 1 + math.log(v2 / v1))}, grid={"z": line})
check.tex(4, {"f": post_X, "g": q_X, r"D_{\chi}(f\|g)": chi(post_X, q_X)}, grid={"z": line}, rtol=1e-7)

# %% id=likelihood
rho = lambda x: float(0.7 * g1(x, 0.5, 0.8) + 0.3 * g1(x, -1.5, 0.4))
on_rho = [(float(w) * rho(x), {"x": float(x)}) for x, w in zip(*line)]
data = {r"\rho": rho, "p": marginal}
check.tex(6, {**data, r"D_{\mathrm{KL}}(\rho\|p)": integral(lambda x: rho(x) * math.log(rho(x) / marginal(x)) - rho(x) + marginal(x))}, E={r"\rho": on_rho}, rtol=1e-7)
check.tex(7, data, E={r"\rho": on_rho})
check.tex(7, {r"\rho": rho, "p": lambda x: float(0.3 * g1(x, -1.5, 0.4) + 0.7 * g1(x, 0.5, 0.8))}, E={r"\rho": on_rho}, tight=0)
# 经验分布：密度把质量堆到样本上，不等式不成立
spike = [(0.5, {"x": 0.2}), (0.5, {"x": 0.9})]
check.tex(7, {r"\rho": rho, "p": lambda x: float(0.5 * g1(x, 0.2, 1e-4) + 0.5 * g1(x, 0.9, 1e-4))}, E={r"\rho": spike}, holds=False)
point = rng.normal(size=3)
check.tex(8, {r"\mathcal{N}": lambda x, m, cov: float(np.prod([g1(t, c, v) for t, c, v in zip(np.atleast_1d(x), np.atleast_1d(m), np.diag(cov))])), "x_1": point, "s": 0.7, "I": np.eye(3), "d": 3})

# %% id=sampling
draws = {k: float(z) for k, z in enumerate(rng.normal(size=4), 1)}
many = np.mean([weight(z) for z in draws.values()])
check.tex(9, {"w": weight, "z": draws, "K": 4, r"\hat{p}_K": float(many)})
check.tex(10, table, E={r"q(z|x)": along(q_X)}, rtol=1e-7)
# 漏掉后验的一块：q 在 z<0 处为零
half = lambda z: 2 * float(g1(z, 0.0, 0.8)) if z > 0 else 0.0
scale = 1 / integral(half)
right = [(w * scale, {**p}) for w, p in along(half) if w > 0]
check.tex(10, {**table, "w": lambda z: prior(z) * decoder(X, z) / (scale * half(z))}, E={r"q(z|x)": right}, holds=False)
spread = chi(post_X, q_X)
check.tex(13, table, E={r"q(z|x)": along(q_X)}, grid={"z": line}, rtol=1e-7)
# 方差：有限个原子上的权重，K 重积枚举；χ² 散度用原子上的定义
atoms_q, atoms_p = np.array([0.2, 0.5, 0.3]), np.array([0.4, 0.35, 0.25])
evidence = 0.37
ratio = evidence * atoms_p / atoms_q
for K in (1, 2, 4):
    first = second_moment = 0.0
    for picks in itertools.product(range(3), repeat=K):
        chance, mean = np.prod(atoms_q[list(picks)]), np.mean(ratio[list(picks)])
        first, second_moment = first + chance * mean, second_moment + chance * mean**2
    check.tex(12, {r"\operatorname{Var}(\hat{p}_K)": second_moment - first**2, "p(x)": evidence, "K": K, r"D_{\chi}(p(z|x)\|q(z|x))": float(np.sum((atoms_p - atoms_q) ** 2 / atoms_q))})
check.tex(14, {r"D_{\chi}(f\|g)": spread, r"D_{\mathrm{KL}}(f\|g)": kl(post_X, q_X)})
check.tex(14, {r"D_{\chi}(f\|g)": chi(q_X, post_X), r"D_{\mathrm{KL}}(f\|g)": kl(q_X, post_X)})
# f 在 [0, 1/2] 上均匀，g 在 [0, 1] 上均匀：比值是常数 2
uniform = {r"D_{\chi}(f\|g)": 2.0**2 / 1 * 0.5 - 1, r"D_{\mathrm{KL}}(f\|g)": 0.5 * 2 * math.log(2)}
check.tex(14, uniform, tight=0)
check.tex(14, {r"D_{\chi}(f\|g)": 0.98 * (math.exp(0.7) - 1), r"D_{\mathrm{KL}}(f\|g)": 0.7}, holds=False)
delta = 0.13
for K in (math.ceil(spread / delta**2), 4000):
    check.tex(15, {"K": K, r"\tau": delta, r"D_{\mathrm{KL}}(p(z|x)\|q(z|x))": kl(post_X, q_X)})
check.tex(15, {"K": 4, r"\tau": 0.5, r"D_{\mathrm{KL}}(p(z|x)\|q(z|x))": math.log(2)}, tight=0)
check.tex(15, {"K": 3, r"\tau": 0.5, r"D_{\mathrm{KL}}(p(z|x)\|q(z|x))": math.log(2)}, holds=False)

# %% id=gaussian-chi
m = 3
mu1, mu2 = rng.normal(size=m), rng.normal(size=m)
R1, R2 = rng.normal(size=(m, m)), rng.normal(size=(m, m))
S1, S2 = 0.3 * (R1 @ R1.T + 0.4 * np.eye(m)), 0.3 * (R2 @ R2.T + np.eye(m)) + R1 @ R1.T
diff = mu1 - mu2
T = 2 * S2 - S1
# 独立路径：同时对角化，逐维求积
evals, basis = np.linalg.eigh(np.linalg.solve(np.linalg.cholesky(S2), np.linalg.solve(np.linalg.cholesky(S2), S1).T).T)
root2 = np.linalg.cholesky(S2) @ basis
centre = np.linalg.solve(root2, diff)
gl, gw = np.polynomial.legendre.leggauss(400)
total = 1.0
for k in range(m):
    ys = 14 * gl
    total *= 14 * gw @ (g1(ys, centre[k], evals[k]) ** 2 / g1(ys, 0.0, 1.0))
pair = {r"D_{\chi}(\mathcal{N}_1\|\mathcal{N}_2)": float(total) - 1, r"\Sigma_1": S1, r"\Sigma_2": S2, "T": T, r"\delta": diff}
check.tex(16, pair, rtol=1e-7)
P = np.linalg.inv(S1) + (np.linalg.inv(S1) - np.linalg.inv(S2))
check.tex(17, {**pair, "P": P})
check.tex(18, {**pair, "P": P})

def second_moment_grows(sigma2, v):
    """权重的二阶矩在更大的区间上是不是不再增加：后验 N(0, v)，采样分布 N(0.2, sigma2)。"""
    grow = [16 * np.sqrt(v) * 2**k for k in (0, 1)]
    values = [half * gw @ np.exp(-((half * gl) ** 2) / v + (half * gl - 0.2) ** 2 / (2 * sigma2)) for half in grow]
    return values[1] < 1.5 * values[0]

v = 0.3
for sigma2, finite in ((0.16, True), (0.4, True), (0.14, False), (0.05, False)):
    check.tex(19, {r"\sigma": np.sqrt(sigma2), "v": v}, holds=bool(second_moment_grows(sigma2, v)) and finite)
check.tex(19, {r"\sigma": 0.5, "v": 0.5}, holds=False)
check.tex(19, {r"\sigma": 0.75, "v": 1.1})

# %% id=elbo
E_q, E_post = {r"q(z|x)": along(q_X)}, {r"p(z|x)": along(post_X)}
back = kl(q_X, post_X)
elbo = math.log(marginal(X)) - integral(lambda z: q_X(z) * math.log(q_X(z) / post_X(z)) - q_X(z) + post_X(z))
bound = {**table, r"\mathcal{L}": elbo}
check.tex(20, bound, E=E_q, rtol=1e-7)
direct = integral(lambda z: q_X(z) * math.log(prior(z) * decoder(X, z) / q_X(z)))
check.tex(21, {**bound, r"\mathcal{L}": direct, r"D_{\mathrm{KL}}(q(z|x)\|p(z|x))": back}, rtol=1e-7)
check.tex(22, {**bound, r"\mathcal{L}": direct})
exact = integral(lambda z: post_X(z) * math.log(prior(z) * decoder(X, z) / post_X(z)))
check.tex(22, {**bound, r"\mathcal{L}": exact}, tight=0)
for z in (0.4, -1.1):
    check.tex(23, {**bound, "z": z})
check.tex(24, {**bound, r"\mathcal{L}": direct, r"D_{\mathrm{KL}}(q(z|x)\|p(z))": kl(q_X, prior)}, E=E_q, rtol=1e-7)
check.tex(25, {**bound, r"D_{\mathrm{KL}}(p(z|x)\|q(z|x))": kl(post_X, q_X)}, E=E_post, rtol=1e-7)
print(f"KL(q||后验) = {back:.4f}  KL(后验||q) = {kl(post_X, q_X):.4f}  chi2 = {spread:.4f}")

# %% id=joint
# 数据换成三个原子：计数测度上的密度，边缘 p 与后验都由定义求和得到
cx = [0.9, -0.7, 1.8]
share = np.array([0.5, 0.2, 0.3])
gz = [-1.2, -0.1, 0.8, 2.0]
pz = np.array([0.2, 0.3, 0.4, 0.1])
like = np.array([[decoder(x, z) for z in gz] for x in cx])
like = like / like.sum(0)                                       # 三个样本点上的条件概率
px = like @ pz
code = np.array([[encoder(x, z) for z in gz] for x in cx])
code = code / code.sum(1, keepdims=True)
after = like * pz / px[:, None]
Qj, Pj = share[:, None] * code, like * pz
D = lambda f, g: float(np.sum(f * np.log(f / g)))
row, col = lambda e: cx.index(e["x"]), lambda e: gz.index(e["z"])
mean_code = share @ code
joint = {
    r"\rho": lambda x: float(share[cx.index(x)]),
    "p": lambda x: float(px[cx.index(x)]),
    "Q": lambda x, z: float(Qj[cx.index(x), gz.index(z)]),
    "P": lambda x, z: float(Pj[cx.index(x), gz.index(z)]),
    r"\mathcal{L}": lambda x: float(code[cx.index(x)] @ np.log(Pj[cx.index(x)] / code[cx.index(x)])),
    r"\bar{q}": lambda z: float(mean_code[gz.index(z)]),
    "q(z|x)": check.at(lambda e: float(code[row(e), col(e)])),
    "p(z)": check.at(lambda e: float(pz[col(e)])),
    "p(x|z)": check.at(lambda e: float(like[row(e), col(e)])),
    r"D_{\mathrm{KL}}(Q\|P)": D(Qj, Pj),
    r"D_{\mathrm{KL}}(\rho\|p)": D(share, px),
    r"D_{\mathrm{KL}}(q(z|x)\|p(z|x))": check.at(lambda e: D(code[row(e)], after[row(e)])),
    r"D_{\mathrm{KL}}(q(z|x)\|p(z))": check.at(lambda e: D(code[row(e)], pz)),
    r"D_{\mathrm{KL}}(q(z|x)\|\bar{q}(z))": check.at(lambda e: D(code[row(e)], mean_code)),
    r"D_{\mathrm{KL}}(\bar{q}\|p)": D(mean_code, pz),
}
over_x = [(float(w), {"x": x}) for x, w in zip(cx, share)]
check.tex(27, {**joint, "x": cx[1], "z": gz[2]})
check.tex(30, {**joint, "z": gz[1]}, E={r"\rho": over_x})
for number in (28, 29, 31):
    check.tex(number, joint, E={r"\rho": over_x})
# 内层的分布随 x 变，两层期望逐项写出；右边的比值由式(27) 的四个因子给出
check.eq(26, D(Qj, Pj), sum(share[i] * sum(code[i, k] * math.log(share[i] * code[i, k] / (pz[k] * like[i, k])) for k in range(4)) for i in range(3)))

# %% id=reparameterization
mu = rng.normal(size=2)
L = np.array([[0.8, 0.0], [-0.5, 1.3]])
f = lambda z: float(np.sin(z[0] + 0.4) * z[1] + 0.3 * z[0] * z[1] ** 2)
grad = lambda z: np.array([np.cos(z[0] + 0.4) * z[1] + 0.3 * z[1] ** 2, np.sin(z[0] + 0.4) + 0.6 * z[0] * z[1]])
noise = {r"\epsilon": check.normal(r"\epsilon", np.zeros(2), np.eye(2), k=12)}
rep = {r"\mu": mu, "L": L, r"\psi": f, "G": grad, r"\Sigma": L @ L.T}
# 交换求导与期望不要求噪声对称：用偏斜的原子，符号写错就看得出来
skew = {r"\epsilon": [(float(w), {r"\epsilon": e}) for w, e in zip(rng.dirichlet(np.ones(5)), rng.normal(size=(5, 2)))]}
for cloud in (noise, skew):
    check.tex(32, rep, E=cloud, rtol=1e-6)
check.tex(34, rep, E=noise, rtol=1e-6)
sig = np.array([0.9, 1.4])
parts = {**rep, "G": lambda j, z: float(grad(z)[j - 1]), r"\sigma": sig}
for j in (1, 2):
    step = 1e-4 * np.eye(2)[j - 1]
    mean_f = lambda s: sum(w * f(mu + s * p[r"\epsilon"]) for w, p in noise[r"\epsilon"])
    slope_j = (mean_f(sig + step) - mean_f(sig - step)) / 2e-4
    check.eq(33, slope_j, sum(w * p[r"\epsilon"][j - 1] * grad(mu + sig * p[r"\epsilon"])[j - 1] for w, p in noise[r"\epsilon"]), rtol=1e-6)
for c, sd in ((0.7, 1.3), (-1.9, 0.6)):
    values = [(w, (c + sd * p["e"]) * p["e"] / sd) for w, p in check.normal("e", 0.0, 1.0, k=8)]
    mean = sum(w * t for w, t in values)
    check.tex(35, {r"\operatorname{Var}(\frac{z(z-\mu)}{\sigma^2})": sum(w * (t - mean) ** 2 for w, t in values), r"\mu": c, r"\sigma": sd})

# %% id=gaussian-kl
pack = lambda mean, cov: np.column_stack([np.broadcast_to(mean, (len(cov),)), cov])

def log_density(z, mean, cov):
    r = z - mean
    return -0.5 * (r @ np.linalg.solve(cov, r) + np.linalg.slogdet(2 * np.pi * cov)[1])

def kl_quadrature(first, second):
    """两个高斯，均值与协方差并排放；被积函数是二次的，三个结点就精确。"""
    (ma, ca), (mb, cb) = (first[:, 0], first[:, 1:]), (second[:, 0], second[:, 1:])
    return float(sum(w * (log_density(p["z"], ma, ca) - log_density(p["z"], mb, cb)) for w, p in check.normal("z", ma, ca, k=3)))

pieces = {r"D_{\mathrm{KL}}(\cdot\|\cdot)": kl_quadrature, r"\mathcal{N}": pack, "I": np.eye(m), "m": m}
two = {**pieces, r"\mathcal{N}_1": pack(mu1, S1), r"\mathcal{N}_2": pack(mu2, S2), r"\Sigma_1": S1, r"\Sigma_2": S2, r"\delta": diff, "R": np.linalg.cholesky(S2) @ np.linalg.qr(rng.normal(size=(m, m)))[0]}
check.tex(36, {**pieces, r"\mu": mu1, r"\Sigma": S1})
check.tex(37, two)
check.tex(38, two)
sd = np.array([0.7, 1.4, 0.9])
check.tex(39, {**pieces, r"\mu": mu1, r"\Sigma": np.diag(sd**2), r"\sigma": sd})
check.tex(68, {**pieces, r"\mu": mu1, r"\Sigma": np.diag(sd**2), r"\ell": np.log(sd**2)})
xd, fz = rng.normal(size=4), rng.normal(size=4)
check.tex(40, {"p(x|z)": float(np.prod(g1(xd, fz, 0.7**2))), "s": 0.7, "x": xd, r"\nu": lambda z: fz, "z": 0.3, "d": 4})

# %% id=decoder-variance
errors = rng.normal(size=(6, 4))
r_mean, dd = float(np.mean(np.sum(errors**2, 1))), 4
phi = lambda t: float(np.mean([-0.5 * np.sum(e**2) / t - 0.5 * dd * np.log(2 * np.pi * t) for e in errors]))
for s in (0.6, 1.9):
    check.tex(41, {r"\varphi": phi, "s": s, "r": r_mean, "d": dd})
    check.tex(42, {r"\varphi": phi, "s": s, "r": r_mean, "d": dd})
best = float(np.sqrt(r_mean / dd))
check.tex(42, {r"\varphi": phi, "s": best, "r": r_mean, "d": dd}, tight=0)
check.tex(42, {r"\varphi": phi, "s": best, "r": 1.2 * r_mean, "d": dd}, holds=False)
xv, fv = rng.normal(size=4), lambda z: np.array([z, 0.4 * z**2, 1 - z, 0.3])
cloud = check.normal("z", q_m, q_v, k=8)
recon = sum(w * float(np.sum(np.log(g1(xv, fv(p["z"]), 0.49)))) for w, p in cloud)
kl_prior = 0.5 * (q_m**2 + q_v - 1 - math.log(q_v))
check.tex(43, {"s": 0.7, r"\mathcal{L}": recon - kl_prior, "x": xv, r"\nu": fv, "d": 4, r"D_{\mathrm{KL}}(q(z|x)\|p(z))": kl_prior}, E={r"q(z|x)": cloud})

# %% id=linear
d, m = 4, 3
W, b, s = rng.normal(size=(d, m)), rng.normal(size=d), 0.8
x, z = rng.normal(size=d), rng.normal(size=m)
# (z, x) 的联合协方差由 x = Wz + b + s·噪声 逐项写出，再取 Schur 补
joint_cov = np.block([[np.eye(m), W.T], [W, W @ W.T]]) + np.diag(np.r_[np.zeros(m), s**2 * np.ones(d)])
Czz, Czx, Cxx = joint_cov[:m, :m], joint_cov[:m, m:], joint_cov[m:, m:]
post_mean = Czx @ np.linalg.solve(Cxx, x - b)
post_cov = Czz - Czx @ np.linalg.solve(Cxx, Czx.T)
normal = lambda y, mean, cov: float(np.exp(log_density(np.asarray(y), np.asarray(mean), np.asarray(cov))))
M = np.array([[W[:, i] @ W[:, j] + (s**2 if i == j else 0.0) for j in range(m)] for i in range(m)])
lin = {"W": W, "b": b, "s": s, "x": x, "z": z, "I": check.at(lambda e: np.eye(d)), r"\mathcal{N}": normal, "C": Cxx, "M": M, "V": post_cov}
noise_like = float(np.prod(g1(x, W @ z + b, s**2)))
marginal_like = noise_like * normal(z, np.zeros(m), np.eye(m)) / normal(z, post_mean, post_cov)
check.tex(44, {**lin, "p(x|z)": noise_like})
check.tex(45, {**lin, "p(x)": marginal_like})
check.tex(46, {**lin, "I": np.eye(m), "p(z|x)": normal(z, post_mean, post_cov)})
check.tex(47, lin)
sample = rng.normal(size=(7, d)) @ rng.normal(size=(d, d)) + 0.5
xbar = sample.mean(0)
cov = (sample - xbar).T @ (sample - xbar) / 7
likelihood = lambda weights, shift_, s_: float(np.mean([log_density(row, shift_, weights @ weights.T + s_**2 * np.eye(d)) for row in sample]))
atoms = [(1 / 7, {"x": row}) for row in sample]
fits = {**lin, "S": cov, r"\bar{x}": xbar, "d": d, "m": m}
check.tex(48, {**fits, "p": lambda y: normal(y, b, Cxx)}, E={r"\rho": atoms})

# %% id=ppca
d, m = 4, 2
lam, U = np.linalg.eigh(cov)
lam, U = lam[::-1], U[:, ::-1]
for s in (0.6 * np.sqrt(lam[2]), np.sqrt((lam[0] + lam[1]) / 2), 1.2 * np.sqrt(lam[0])):
    gamma = np.array([t if k < m and t > s**2 else s**2 for k, t in enumerate(lam)])
    best_W = np.column_stack([np.sqrt(gamma[i] - s**2) * U[:, i] for i in range(m)])
    bound = {"d": d, "m": m, "s": s, r"\lambda": lam, r"\gamma": gamma, "u": lambda i: U[:, i - 1], "e": lambda i: np.eye(m)[:, i - 1]}
    for weights in (rng.normal(size=(d, m)), best_W @ np.diag([1.1, 0.8]) + 0.02):
        check.tex(49, {**bound, "p": lambda y: normal(y, xbar, weights @ weights.T + s**2 * np.eye(d))}, E={r"\rho": atoms})
    check.tex(49, {**bound, "p": lambda y: normal(y, xbar, best_W @ best_W.T + s**2 * np.eye(d))}, E={r"\rho": atoms}, tight=0)
    check.tex(50, {**bound, "W": best_W})
    other = rng.normal(size=(d, m))
    C = other @ other.T + s**2 * np.eye(d)
    c = np.sort(np.linalg.eigvalsh(C))[::-1]
    check.tex(51, {**bound, "C": C, "S": cov, "c": c})
    aligned = U @ np.diag(c) @ U.T
    check.tex(51, {**bound, "C": aligned, "S": cov, "c": c}, tight=0)
    check.tex(51, {**bound, "C": aligned, "S": cov, "c": c[::-1]}, holds=False)
# 秩超过 m：上界可以被突破
full = U @ np.diag(np.sqrt(np.maximum(lam - (0.6 * np.sqrt(lam[2])) ** 2, 0))) @ U.T
s = 0.6 * np.sqrt(lam[2])
gamma = np.array([t if k < m and t > s**2 else s**2 for k, t in enumerate(lam)])
check.tex(49, {"d": d, "m": m, "s": s, r"\lambda": lam, r"\gamma": gamma, "p": lambda y: normal(y, xbar, full @ full.T + s**2 * np.eye(d))}, E={r"\rho": atoms}, holds=False)
for c, value, floor in ((1.7, 0.9, 0.4), (0.6, 0.9, 0.4), (1.3, 0.2, 0.5)):
    check.tex(52, {"c": c, r"\lambda": value, r"\gamma": value if value > floor else floor})
check.tex(52, {"c": 0.9, r"\lambda": 0.9, r"\gamma": 0.9}, tight=0)
check.tex(52, {"c": 0.5, r"\lambda": 0.2, r"\gamma": 0.5}, tight=0)
check.tex(52, {"c": 0.3, r"\lambda": 0.2, r"\gamma": 0.5}, holds=False)

def profile(t):
    """最优的 W 之下的平均对数似然，作为 s² 的函数，直接由密度计算。"""
    w = np.column_stack([np.sqrt(max(lam[i] - t, 0)) * U[:, i] for i in range(m)])
    return likelihood(w, xbar, np.sqrt(t))

lo, hi = 0.02 * lam[3], lam[0] * 2
for _ in range(200):                                            # 三分法
    left, right_ = lo + (hi - lo) / 3, hi - (hi - lo) / 3
    lo, hi = (left, hi) if profile(left) < profile(right_) else (lo, right_)
check.tex(53, {"s": np.sqrt((lo + hi) / 2), "d": d, "m": m, r"\lambda": lam}, rtol=1e-5)
grid_s = np.geomspace(0.02 * lam[3], 3 * lam[0], 400)
check.eq(53, float(np.argmax([profile(t) for t in grid_s])), float(np.argmin(np.abs(np.log(grid_s / np.mean(lam[m:]))))), rtol=0.02)

# %% id=collapse
d, m = 4, 3
s = np.sqrt((lam[1] + lam[2]) / 2)
flat = rng.normal(size=(d, 2)) @ rng.normal(size=(2, m))        # 秩 2，零空间一维
null = np.linalg.svd(flat)[2][-1]
Mf = flat.T @ flat + s**2 * np.eye(m)
y = rng.normal(size=d)
check.tex(54, {r"\xi": null, "M": Mf, "s": s})
check.tex(54, {r"\xi": np.linalg.svd(flat)[2][0], "M": Mf, "s": s}, holds=False)
best_W = np.column_stack([np.sqrt(max(lam[i] - s**2, 0.0)) * U[:, i] for i in range(m)])
gamma = np.array([max(t, s**2) for t in lam])
K_gain = best_W.T @ np.linalg.inv(best_W @ best_W.T + s**2 * np.eye(d))
cov_post = np.eye(m) - K_gain @ best_W
for j in (1, 2, 3):
    here = {"j": j, r"\mu_j": float((K_gain @ (y - xbar))[j - 1]), "v_j": float(cov_post[j - 1, j - 1]), r"\gamma": gamma, "s": s, "u_j": U[:, j - 1], "x": y, "b": xbar}
    check.tex(55, here)
    means = [(1 / 7, {r"\mu_j": float((K_gain @ (row - xbar))[j - 1])}) for row in sample]
    check.tex(56, {**here, r"\mu_j": check.at(lambda e: float((K_gain @ (e["x"] - xbar))[here["j"] - 1]))}, E={r"\rho": atoms}, atol=1e-9)

# %% id=diagonal
W = rng.normal(size=(4, 3))
s = 0.8
M = W.T @ W + s**2 * np.eye(3)
V = np.eye(3) - W.T @ np.linalg.solve(W @ W.T + s**2 * np.eye(4), W)
diag_best = 1 / np.diag(np.linalg.inv(V))
centre3 = rng.normal(size=3)
dg = {**pieces, "m": 3, r"\mu": centre3, "V": V, "M": M, "s": s}
for variances in (np.array([0.4, 0.9, 0.2]), 1.3 * diag_best):
    check.tex(57, {**dg, r"\Sigma": np.diag(variances)})
    check.tex(58, {**dg, r"\Sigma": np.diag(variances), r"\sigma": np.sqrt(variances)})
check.tex(57, {**dg, r"\Sigma": np.diag(diag_best)}, tight=0)
check.tex(57, {**dg, r"\Sigma": V}, holds=False)
D0 = np.diag(np.diag(M))
vals = np.linalg.eigvalsh(np.diag(np.diag(M) ** -0.5) @ M @ np.diag(np.diag(M) ** -0.5))
check.tex(59, {"D": D0, "M": M, "m": 3, r"\kappa": vals})
check.tex(59, {"D": D0, "M": D0, "m": 3, r"\kappa": np.ones(3)}, tight=1)
for corr in (0.3, -0.7, 0.5):
    lowest = np.linalg.eigvalsh(2 * np.diag(1 / np.diag(np.linalg.inv(np.array([[1, corr], [corr, 1]])))) - np.array([[1, corr], [corr, 1]]))[0]
    check.tex(60, {r"\varrho": corr})
    check.eq(60, float(lowest) + 1, (1 + abs(corr)) * (1 - 2 * abs(corr)) + 1)

# %% id=iwae
atoms_w = np.array([1.5, 5.5, 12.0])
chance = np.array([0.5, 0.3, 0.2])
log_px = math.log(chance @ atoms_w)

def many_sample(K):
    """E log p̂_K：三种权重出现次数的多项分布。"""
    total = 0.0
    for n1 in range(K + 1):
        for n2 in range(K + 1 - n1):
            n = np.array([n1, n2, K - n1 - n2])
            log_prob = math.lgamma(K + 1) - sum(math.lgamma(t + 1) for t in n) + float(n @ np.log(chance))
            total += math.exp(log_prob) * math.log(float(n @ atoms_w) / K)
    return total

bounds = {k: many_sample(k) for k in (1, 2, 3, 4, 5, 8, 9)}
for K in (1, 2, 8):
    check.tex(62, {r"\mathcal{L}": bounds, "K": K, "p(x)": math.exp(log_px)})
for place in (0, 1):
    check.tex(62, {r"\mathcal{L}": {2: log_px, 3: log_px}, "K": 2, "p(x)": float(chance @ atoms_w)}, tight=place)
check.tex(62, {r"\mathcal{L}": {2: log_px - 0.1, 3: log_px - 0.2}, "K": 2, "p(x)": math.exp(log_px)}, holds=False)
check.tex(62, {r"\mathcal{L}": {2: log_px - 0.1, 3: log_px + 0.1}, "K": 2, "p(x)": math.exp(log_px)}, holds=False)
pairs = [(float(p1 * p2), {r"\hat{p}_K": float((w1 + w2) / 2)}) for (w1, p1) in zip(atoms_w, chance) for (w2, p2) in zip(atoms_w, chance)]
check.tex(61, {r"\mathcal{L}_K": bounds[2]}, E=pairs)
check.limit(63, [many_sample(k) for k in (10, 40, 160)], log_px, rtol=0.02)
picks = np.array([1.5, 12.0, 5.5, 1.5])
left_out = {j: float(np.mean(np.delete(picks, j - 1))) for j in range(1, 5)}
loo = {r"\hat{p}_{K+1}": float(picks.mean()), "K": 3, "a": left_out}
check.tex(64, loo)
check.tex(65, loo)
check.tex(65, {r"\hat{p}_{K+1}": 0.8, "K": 3, "a": {j: 0.8 for j in range(1, 5)}}, tight=0)
check.tex(65, {**loo, r"\hat{p}_{K+1}": 0.93 * picks.mean()}, holds=False)
spread3 = float(chance @ (atoms_w / math.exp(log_px)) ** 2 - 1)
check.tex(66, {"p(x)": math.exp(log_px), r"\mathcal{L}": many_sample, r"D_{\chi}(p(z|x)\|q(z|x))": spread3}, order={"K": [20, 40, 80, 120]})

# %% id=numerics
logs = {k: float(t) for k, t in enumerate(-3 + rng.normal(size=4), 1)}
est = float(np.mean([math.exp(t) for t in logs.values()]))
check.tex(67, {r"\hat{p}_K": est, "K": 4, "lse": lambda y: float(np.log(np.sum(np.exp(y)))), "y": np.array(list(logs.values())), "y_k": logs[2], "w": lambda z: math.exp(logs[2]), "z_k": 0.1})
ws = np.array([0.4, 1.7, 0.0, 2.2, 0.9])
check.tex(69, {"w": ws, "K": 5})
check.tex(69, {"w": np.array([0.0, 3.0, 0.0]), "K": 3}, tight=0)
check.tex(69, {"w": np.array([2.0, 2.0, 2.0]), "K": 3}, tight=1)
check.tex(69, {"w": np.array([2.0, -1.0, 0.5]), "K": 3}, holds=False)

# %% id=example
We, xe = np.array([2.0, 1.0]), np.array([1.0, 3.0])
check.tex(70, {"p(x)": float(np.exp(log_density(xe, np.zeros(2), np.outer(We, We) + np.eye(2))))}, approx=1e-6)
qe = check.normal("z", 0.5, 0.25, k=6)
elbo_e = sum(w * (float(np.sum(np.log(g1(xe, We * p["z"], 1.0)))) + math.log(g1(p["z"], 0, 1)) - math.log(g1(p["z"], 0.5, 0.25))) for w, p in qe)
check.tex(71, {r"\mathcal{L}": elbo_e}, approx=1e-6)
ze = 6 * gl
check.tex(72, {r"D_{\chi}(p(z|x)\|q(z|x))": float(6 * gw @ (g1(ze, 5 / 6, 1 / 6) ** 2 / g1(ze, 0.5, 0.25))) - 1}, approx=2e-6)
a_, s_ = 1.3, 0.5
v_ = 1 - (a_ / (a_**2 + s_**2)) * a_
zz = 9 * gl
check.tex(73, {r"D_{\chi}": float(9 * gw @ ((g1(zz, 0, v_) - g1(zz, 0, 1)) ** 2 / g1(zz, 0, 1))), "v": v_, "a": a_, "s": s_}, rtol=1e-8)
alpha, top = 0.2, float(g1(0, 0, s2))
mixed = lambda z: (1 - alpha) * q_X(z) + alpha * prior(z)
blend = {**table, r"\alpha": alpha, "B": top, "w": lambda z: prior(z) * decoder(X, z) / mixed(z), r"D_{\chi}": chi(post_X, mixed)}
check.tex(74, blend, E={r"\tilde{q}": along(mixed)}, rtol=1e-7)
# 取等：权重只取 0 与 B/α
two_point = [(0.3, {"z": 1.0}), (0.7, {"z": 0.0})]
peak = {"w": lambda z: 1.4 / 0.2 if z > 0.5 else 0.0, "p(x)": 0.3 * 7.0, r"\alpha": 0.2, "B": 1.4, r"D_{\chi}": 0.3 / 0.3**2 - 1}
check.tex(74, peak, E={r"\tilde{q}": two_point}, tight=1)
