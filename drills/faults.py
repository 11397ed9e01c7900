"""Where a process may be killed: at each statement, each commit, each file, and just before the answer.

A thread that is armed with a number kills its process, as `kill -9` would, when it comes to the point of
that number. Armed with a number that it never reaches it only notes what it passes.
"""

import os
import signal
import threading

NEVER = 1_000_000
here = threading.local()


def arm(number: int):
    here.number, here.passed = number, []


def disarm() -> list[str]:
    """Return the points that were passed."""
    passed, here.passed = here.passed, None
    return passed


def point(name: str):
    passed = getattr(here, "passed", None)
    if passed is None:
        return
    passed.append(name)
    if len(passed) == here.number:
        os.kill(os.getpid(), signal.SIGKILL)


def statement(execute, sql, params, many, context):
    """Stand before each statement, as Django's execute_wrapper."""
    point(" ".join(sql.split()[:3]))
    return execute(sql, params, many, context)


class Fragile:
    """A database connection on which all points of a transaction can be stopped at."""

    def init_connection_state(self):
        super().init_connection_state()
        if statement not in self.execute_wrappers:
            self.execute_wrappers.append(statement)

    def _commit(self):
        point("before the commit")
        super()._commit()
        point("after the commit")
