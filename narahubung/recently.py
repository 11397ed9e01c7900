"""What hardly ever changes is asked once a minute in each process, and remembered in between."""

import time
from collections.abc import Callable
from functools import wraps

_forget: list[Callable] = []


def recently(seconds: float):
    """Remember what a function answered to the same arguments for some seconds."""

    def remember(function):
        kept: dict[tuple, tuple[float, object]] = {}
        _forget.append(kept.clear)

        @wraps(function)
        def answer(*arguments):
            until, value = kept.get(arguments, (0.0, None))
            now = time.monotonic()
            if until < now:
                value = function(*arguments)
                kept[arguments] = now + seconds, value
            return value

        return answer

    return remember


def forget_all():
    """Ask everything anew, as after a change that must be seen at once."""
    for forget in _forget:
        forget()
