"""Why a formula was not judged, told apart from its being false."""


class Unsupported(Exception):
    """The formula, or what the author declared, leaves open what is to be computed. Nothing is guessed."""


class Undefined(ValueError):
    """The formula says what to compute, and it cannot be computed on these values: shapes, indices, domains."""
