"""The functions by which apps above forget their part of a file, named so that nobody below imports them."""

from django.utils.module_loading import import_string

ERASERS: list[str] = []


def erases(function: str) -> None:
    """Register the dotted name of a function; called by `AppConfig.ready`.

    It is given the complaint inside the transaction that erases. What lies on a disk it leaves to a job.
    """
    if function not in ERASERS:
        ERASERS.append(function)


def erase_above(complaint) -> None:
    for function in ERASERS:
        import_string(function)(complaint)
