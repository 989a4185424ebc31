"""Names of symbols in one spelling: the Python side of `src/formula/canonical.ts`.

The tables of synonyms come from there with the job, so that both sides stay one."""

import re

TOKEN = re.compile(r"\\[a-zA-Z]+\*?|\\.|\S", re.S)
FONTS = set("mathrm mathbf mathbb mathcal mathsf mathtt mathit mathfrak mathscr mathnormal boldsymbol".split())
ACCENTS = set(
    "bar hat tilde dot ddot dddot vec check breve acute grave mathring overline underline overrightarrow "
    "overleftarrow".split()
)
SIZES = re.compile(r"\\(?:[bB]igg?[lrm]?|left|right|middle)$")
SPACES = {r"\,", r"\;", r"\:", r"\!", r"\ ", "~", r"\quad", r"\qquad", r"\displaystyle", r"\textstyle", r"\limits"}
WORD = re.compile(r"[A-Za-z]{2,}")


def join(parts):
    """Puts a space only where a command would swallow the letter behind it."""
    out = ""
    for part in parts:
        if part[:1].isalpha() and part[:1].isascii() and re.search(r"\\[a-zA-Z]+$", out):
            out += " "
        out += part
    return out


class Canonical:
    """Callable: TeX of a symbol → its canonical spelling. A bare word such as `lse` stands for \\operatorname{lse};
    `#i` declares the values of the index i."""

    def __init__(self, synonyms, macros):
        self.synonyms, self.macros, self.cache = synonyms, macros, {}

    def __call__(self, tex):
        known = self.cache.get(tex)
        if known is None:
            known = self.cache[tex] = self.read(tex)
        return known

    def read(self, tex):
        if not isinstance(tex, str):
            raise TypeError(f"符号表的键要写成 TeX 字符串，这里是 {tex!r}")
        if tex.startswith("#"):
            return "#" + self.read(tex[1:])
        if WORD.fullmatch(tex.strip()):
            return "\\operatorname{" + tex.strip() + "}"
        self.tokens, self.at = TOKEN.findall(self.expand(tex)), 0
        out = self.sequence(None)
        if self.at < len(self.tokens):
            raise ValueError(f"符号表的键 {tex!r} 里大括号不配对")
        return out

    def expand(self, tex):
        for _ in range(20):
            before = tex
            for name, body in self.macros.items():
                pattern = re.escape(name) + (r"(?![a-zA-Z])" if name[-1:].isalpha() else "")
                if re.search(pattern, tex):
                    if "#1" in body:
                        raise ValueError(f"符号表的键里不能用带参数的宏 {name}，写展开后的样子")
                    tex = re.sub(pattern, lambda _: "{" + body + "}", tex)
            if tex == before:
                break
        return tex

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        token = self.peek()
        if token is None:
            raise ValueError("符号表的键没有写完")
        self.at += 1
        return token

    def sequence(self, end):
        parts = []
        while self.peek() is not None and self.peek() != end:
            if self.peek() == "}":
                break
            atom = self.atom()
            if atom is not None:
                parts.append(self.scripts(atom))
        return join(parts)

    def scripts(self, base):
        sub, sup, primes = None, "", 0
        while self.peek() in ("_", "^", "'"):
            mark = self.take()
            if mark == "'":
                primes += 1
            elif mark == "_":
                sub = self.argument()
            else:
                sup = self.argument()
        sup = join(["\\prime"] * primes + [sup])
        return base + ("" if sub is None else "_{" + sub + "}") + ("^{" + sup + "}" if sup else "")

    def argument(self):
        if self.peek() == "{":
            return self.atom()
        atom = None
        while atom is None:
            atom = self.atom()
        return atom

    def spelling(self, token):
        return self.synonyms.get(token, token)

    def atom(self):
        token = self.take()
        if token == "{":
            body = self.sequence("}")
            if self.peek() != "}":
                raise ValueError("符号表的键里大括号不配对")
            self.take()
            return body
        if token in SPACES:
            return None
        if SIZES.match(token):
            delimiter = self.take()
            return None if delimiter == "." else self.spelling(delimiter)
        token = self.spelling(token)
        name = token[1:].rstrip("*") if token.startswith("\\") else ""
        if name in FONTS or name in ACCENTS:
            return token + "{" + self.argument() + "}"
        if name == "operatorname":
            return "\\operatorname{" + re.sub(r"\\[,;:! ]|\s", "", self.raw()) + "}"
        if name in ("argmax", "argmin"):
            return "\\operatorname{" + name + "}"
        if name in ("text", "textrm", "textbf", "mbox", "textit", "textsf"):
            return "\\text{" + self.raw() + "}"
        if name in ("frac", "binom"):
            first = self.argument()
            return token + "{" + first + "}{" + self.argument() + "}"
        if name == "sqrt":
            index = ""
            if self.peek() == "[":
                self.take()
                index = "[" + self.sequence("]") + "]"
                self.take()
            return token + index + "{" + self.argument() + "}"
        if token.startswith("\\mathbb{"):  # \R, \N: synonyms that are more than one token
            return token
        return token

    def raw(self):
        if self.peek() != "{":
            return self.take()
        self.take()
        out = ""
        while self.peek() != "}":
            out += self.take()
        self.take()
        return out
