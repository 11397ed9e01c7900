"""What is wrong with this installation, in plain words. One function a question; none of them changes anything."""

from narahubung.operations.doctor_database import (
    calendar,
    clock,
    database,
    filesystem_of,
    ledger,
    sqlite,
)
from narahubung.operations.doctor_finding import Finding
from narahubung.operations.doctor_safety import backups, disk, drills, keys, secrets
from narahubung.operations.doctor_service import (
    certificate,
    focal_points,
    gateways,
    held_up,
    mail,
    meetings,
    openness,
    outbox,
    protection,
    proxies,
    queue,
    retention,
    server_version,
    versions,
    viruses,
)

NEED_A_DATABASE = (
    *(sqlite, server_version, clock, ledger, queue, outbox, held_up),
    *(keys, backups, drills, calendar, protection, focal_points, meetings),
)
NEED_NONE = (
    *(secrets, disk, mail, viruses, certificate, gateways, openness, proxies, versions),
    retention,
)


def examine() -> list[Finding]:
    """A database that does not answer, or waits for tables, would make the others fail; so it comes first."""
    found = list(database())
    rest = NEED_NONE if found else NEED_A_DATABASE + NEED_NONE
    return found + [finding for check in rest for finding in check()]


__all__ = ["examine", "filesystem_of"]
