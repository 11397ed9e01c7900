"""What a person reads when the server starts: where it is, and who may sign in."""

from narahubung.accounts.invitations import first_administrator_link
from narahubung.operations.demo_accounts import accounts, reporters


def greeting(address: str, demo: bool) -> str:
    lines = ["", f"  Narahubung: {address}/"]
    if demo:
        lines += [*demo_accounts(address), *demo_reporters(address)]
    if link := first_administrator_link(address):
        lines += ["  The first administrator signs up here, once, within a day:", f"    {link}"]
    return "\n".join([*lines, "", "  Ctrl-C ends it.", ""])


def demo_accounts(address: str) -> list[str]:
    return [
        f"  Staff sign in at {address}/accounts/login/ with one of these accounts.",
        "  The one-time code stands on the page that asks for it, since this is a demo.",
        "",
        *aligned(accounts()),
    ]


def demo_reporters(address: str) -> list[str]:
    rows = aligned(reporters())
    said = f"  Who reported follows the file at {address}/lacak/ with its number and words:"
    return ["", said, "", *rows] if rows else []


def aligned(rows) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    table = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return [f"    {line.rstrip()}" for line in table]
