"""The functions by which apps above forget their part of a file, named so that nobody below imports them.

They are kept by the kind of file: a complaint, or a report that followed from one or not.
"""

from django.utils.module_loading import import_string

ERASERS: dict[str, list[str]] = {"complaint": [], "report": []}


def erases(function: str, kind: str = "complaint") -> None:
    """Register the dotted name of a function; called by `AppConfig.ready`.

    It is given the file inside the transaction that erases. What lies on a disk it leaves to a job.
    """
    if function not in ERASERS[kind]:
        ERASERS[kind].append(function)


def erase_above(file) -> None:
    for function in ERASERS[file._meta.model_name]:
        import_string(function)(file)
