"""One thing that the doctor has found."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """A sentence that says what is wrong and what to do. What is not serious is only worth knowing."""

    sentence: str
    serious: bool = True


def worth_knowing(sentence: str) -> Finding:
    return Finding(sentence, serious=False)
