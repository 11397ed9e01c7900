"""Ends process groups when its own input closes, also if the supervisor was killed and could not.

A program of its own: it knows nothing of Django and outlives the process that holds its input.
Each line of input is the number of a process group.
"""

import os
import signal
import sys
import time

PATIENCE = 4.0


def tell(group: int, number: int) -> bool:
    """Send a signal; number 0 only asks. Return whether anybody was there to hear it."""
    try:
        os.killpg(group, number)
    except ProcessLookupError:
        return False
    return True


def end(groups: list[int], patience: float = PATIENCE) -> None:
    """Ask first, then insist."""
    left = [group for group in groups if tell(group, signal.SIGTERM)]
    until = time.monotonic() + patience
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [group for group in left if tell(group, 0)]
    for group in left:
        tell(group, signal.SIGKILL)


def main() -> None:
    # Ctrl-C in a terminal reaches everyone; this process must stay until the others have gone.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    end([int(line) for line in sys.stdin])


if __name__ == "__main__":
    main()
