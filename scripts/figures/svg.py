"""Small drawings for posts: axes, curves and labels as SVG text, the same bytes in every run.

Colours are given in pairs by `light-dark()`; the figure follows the colour scheme of the page that shows it.
"""

from pathlib import Path

STYLE = """svg{color-scheme:light dark}
text{font:12px/1 "Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;fill:light-dark(#4b463f,#b9b4aa)}
.ink{stroke:light-dark(#2b2722,#dcd8d0)}.rule{stroke:light-dark(#d9d4ca,#45413b)}
.a{stroke:light-dark(#1f5fa8,#8ab8f0)}.b{stroke:light-dark(#b0491a,#f0a37c)}.c{stroke:light-dark(#2f7d4f,#86cfa2)}
.a-fill{fill:light-dark(#1f5fa8,#8ab8f0)}.b-fill{fill:light-dark(#b0491a,#f0a37c)}.c-fill{fill:light-dark(#2f7d4f,#86cfa2)}
.ink-fill{fill:light-dark(#2b2722,#dcd8d0)}.wash{fill:light-dark(#e9e4da,#2c2925)}
path,line,circle,rect{fill:none;stroke-width:1.5;vector-effect:non-scaling-stroke}
.rule,.thin{stroke-width:1}.dash{stroke-dasharray:5 4}.dot{stroke-dasharray:1.5 3}
.a-fill,.b-fill,.c-fill,.ink-fill,.wash{stroke:none}"""


def escape(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class Drawing:
    """A sheet of `width` by `height` pixels; y grows downwards as in SVG."""

    def __init__(self, width, height, title):
        self.width, self.height, self.title, self.parts = width, height, title, []

    def add(self, part):
        self.parts.append(part)

    def path(self, points, kind, close=False):
        steps = " ".join(f"{'M' if k == 0 else 'L'}{x:.1f} {y:.1f}" for k, (x, y) in enumerate(points))
        self.add(f'<path class="{kind}" d="{steps}{"Z" if close else ""}"/>')

    def line(self, x1, y1, x2, y2, kind):
        self.add(f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')

    def circle(self, x, y, radius, kind):
        self.add(f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')

    def rect(self, x, y, width, height, kind):
        self.add(f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>')

    def text(self, x, y, text, anchor="start", kind=""):
        name = f' class="{kind}"' if kind else ""
        self.add(f'<text{name} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>')

    def save(self, path):
        body = "\n".join(self.parts)
        text = (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
            f'viewBox="0 0 {self.width} {self.height}" role="img">\n<title>{escape(self.title)}</title>\n'
            f"<style>{STYLE}</style>\n{body}\n</svg>\n"
        )
        Path(path).write_text(text, encoding="utf-8")


class Axes:
    """A rectangle of a drawing with scales; `x` and `y` turn values into pixels."""

    def __init__(self, drawing, box, x_range, y_range, scale=(None, None)):
        self.drawing, self.box = drawing, box
        self.maps = [f or (lambda v: v) for f in scale]
        self.ranges = [tuple(map(self.maps[0], x_range)), tuple(map(self.maps[1], y_range))]

    def x(self, value):
        left, _, width, _ = self.box
        low, high = self.ranges[0]
        return left + width * (self.maps[0](value) - low) / (high - low)

    def y(self, value):
        _, top, _, height = self.box
        low, high = self.ranges[1]
        return top + height * (1 - (self.maps[1](value) - low) / (high - low))

    def curve(self, xs, ys, kind, close=False):
        self.drawing.path([(self.x(a), self.y(b)) for a, b in zip(xs, ys)], kind, close)

    def frame(self, x_ticks, y_ticks, x_label="", y_label=""):
        """Grid lines at the ticks, given as {value: text}."""
        left, top, width, height = self.box
        for value, text in y_ticks.items():
            self.drawing.line(left, self.y(value), left + width, self.y(value), "rule")
            self.drawing.text(left - 6, self.y(value) + 4, text, "end")
        for value, text in x_ticks.items():
            self.drawing.line(self.x(value), top + height, self.x(value), top + height + 4, "rule")
            self.drawing.text(self.x(value), top + height + 18, text, "middle")
        self.drawing.line(left, top + height, left + width, top + height, "ink thin")
        if x_label:
            self.drawing.text(left + width / 2, top + height + 36, x_label, "middle")
        if y_label:
            self.drawing.text(left, top - 10, y_label)


def figures(topic):
    """The folder of a topic's figures."""
    folder = Path(__file__).resolve().parents[2] / "content" / "posts" / topic / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
