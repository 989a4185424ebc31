# %% id=square
a, b = rng.normal(), rng.normal()
check.tex(1, {"a": a, "b": b})
