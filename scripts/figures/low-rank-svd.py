"""The unit circle and its image under the matrix of the example: an ellipse, and the segment left by truncation."""

import math

from svg import Axes, Drawing, figures

A = ((3.0, 0.0), (4.0, 5.0))
sigma = (math.sqrt(45), math.sqrt(5))
v = ((1 / math.sqrt(2), 1 / math.sqrt(2)), (1 / math.sqrt(2), -1 / math.sqrt(2)))
u = ((1 / math.sqrt(10), 3 / math.sqrt(10)), (3 / math.sqrt(10), -1 / math.sqrt(10)))

drawing = Drawing(530, 330, "单位圆与它的像")
left = Axes(drawing, (20, 65, 200, 200), (-1.35, 1.35), (-1.35, 1.35))
right = Axes(drawing, (300, 15, 300 * 2 * 5.2 / 15, 300), (-5.2, 5.2), (-7.5, 7.5))
circle = [(math.cos(2 * math.pi * k / 160), math.sin(2 * math.pi * k / 160)) for k in range(161)]
image = [(A[0][0] * x + A[0][1] * y, A[1][0] * x + A[1][1] * y) for x, y in circle]
for axes, reach in ((left, 1.3), (right, 5)):
    axes.curve((-reach, reach), (0, 0), "rule")
    axes.curve((0, 0), (-reach, reach), "rule")
left.curve(*zip(*circle), "ink")
right.curve(*zip(*image), "ink")
for j, kind in ((0, "a"), (1, "b dash")):
    left.curve((0, v[j][0]), (0, v[j][1]), kind)
    right.curve((0, sigma[j] * u[j][0]), (0, sigma[j] * u[j][1]), kind)
    fill = kind[0] + "-fill"
    drawing.circle(left.x(v[j][0]), left.y(v[j][1]), 3, fill)
    drawing.circle(right.x(sigma[j] * u[j][0]), right.y(sigma[j] * u[j][1]), 3, fill)
ends = [(k * sigma[0] * u[0][0], k * sigma[0] * u[0][1]) for k in (-1, 1)]
right.curve(*zip(*ends), "c dot")
for axes, place, text in (
    (left, (0.78, 0.82), "v₁"),
    (left, (0.78, -0.9), "v₂"),
    (right, (2.4, 6.4), "σ₁u₁"),
    (right, (2.4, -0.9), "σ₂u₂"),
    (right, (0.2, -6.6), "A₁ 的像"),
):
    drawing.text(axes.x(place[0]), axes.y(place[1]), text)
drawing.line(232, 165, 282, 165, "ink thin")
drawing.path([(274, 160), (282, 165), (274, 170)], "ink thin")
drawing.text(257, 156, "A", "middle")
drawing.save(figures("matrices") / "svd-ellipse.svg")
