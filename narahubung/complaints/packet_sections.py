"""What apps above add to a handover packet, named so that nobody below imports them."""

from django.utils.module_loading import import_string

SECTIONS: list[str] = []


def adds(function: str) -> None:
    """Register the dotted name of a function; called by `AppConfig.ready`.

    It is given the packet and returns `title`, `heads`, `lines` and `none`, the words for an empty list.
    """
    if function not in SECTIONS:
        SECTIONS.append(function)


def sections_of(packet) -> list[dict]:
    return [import_string(function)(packet) for function in SECTIONS]
