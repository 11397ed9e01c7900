"""Ends process groups when its own input closes, also if the supervisor was killed and could not.

A program of its own: it knows nothing of Django and outlives the process that holds its input.
Each line of input is the number of a process group, which is the number of its leader.
"""

import os
import signal
import sys
import time

PATIENCE = 3.0
ONLY_ASK = 0


def tell(send, number: int, what: int) -> bool:
    """Return whether anybody was there to hear the signal."""
    try:
        send(number, what)
    except ProcessLookupError:
        return False
    return True


def end(groups: list[int], patience: float = PATIENCE) -> None:
    """Ask the leaders, who end their own in order; ask whoever outlives a leader; then insist."""
    for leader in groups:
        tell(os.kill, leader, signal.SIGTERM)
    left, until = groups, time.monotonic() + patience
    while left and time.monotonic() < until:
        time.sleep(0.05)
        left = [group for group in left if is_left(group)]
    for group in left:
        tell(os.killpg, group, signal.SIGKILL)


def is_left(group: int) -> bool:
    return tell(os.kill, group, ONLY_ASK) or tell(os.killpg, group, signal.SIGTERM)


def main() -> None:
    # Ctrl-C in a terminal reaches everyone; this process must stay until the others have gone.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    end([int(line) for line in sys.stdin])


if __name__ == "__main__":
    main()
