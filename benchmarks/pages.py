"""The pages that are measured, asked as the officers whose pages they are."""

import re
import time
from dataclasses import asdict, dataclass
from itertools import islice

from django.conf import settings
from django.db import connection
from django.test import Client as InProcess
from django.test.utils import CaptureQueriesContext

from benchmarks.clients import Client, Refused
from benchmarks.figures import percentile
from benchmarks.processes import cpu_seconds
from benchmarks.seeds import OPENED_EVERY, reference_of
from benchmarks.vocabulary import EVERYWHERE, RARE, TENTH
from narahubung.accounts.actors import Officer
from narahubung.accounts.models import Appointment, User
from narahubung.complaints.models import Complaint
from narahubung.portal.tracking import COOKIE, signer

DEEP = 40
NEXT = re.compile(r'rel="next" href="\?([^"]*at=[^"]+)"')
NOTHING_MEASURED = 3


@dataclass
class Page:
    """One page: what the database was asked, and how long it took. Times in milliseconds."""

    name: str
    statements: int
    inside: float
    p50: float
    p95: float
    cpu: float


class Visitor:
    """Somebody signed in, who asks in this process or over the network."""

    @property
    def home(self):
        return "/reports/" if self.actor.office else "/work/"

    def __init__(self, role=""):
        self.inside = InProcess(SERVER_NAME="localhost")
        if role:
            self.user = User.objects.get(email=f"{role}@bench.example")
            self.inside.force_login(self.user)
            appointment = Appointment.objects.in_force().for_page().get(user=self.user)
            self.actor = Officer(self.user, appointment)
            self.get(self.home)

    def get(self, path):
        answer = self.inside.get(path)
        body = b"".join(answer) if answer.streaming else answer.content
        if answer.status_code != 200:
            raise Refused(f"GET {path}: {answer.status_code}")
        return body

    @property
    def headers(self):
        pairs = [f"{name}={morsel.value}" for name, morsel in self.inside.cookies.items()]
        return {"Cookie": "; ".join(pairs), "Host": "localhost"}

    def files(self, number):
        """Return addresses of files, open and ended, whose identities are truly sealed."""
        sealed = Complaint.objects.visible_to(self.actor).exclude(identity__sealed=bytes(150))
        found = sealed.order_by("-pk").values_list("reference", flat=True)
        return [f"/work/{reference}/" for reference in found[:number]]

    def deep(self):
        """Return the address of the page that one reaches by turning forty times."""
        path = "/work/?tab=all"
        for _ in range(DEEP):
            found = NEXT.search(self.get(path).decode())
            if found is None:
                break
            path = "/work/?" + found[1].replace("&amp;", "&")
        return path


def complainant(number):
    visitor = Visitor()
    key = Complaint.objects.get(reference=reference_of(number)).pk
    visitor.inside.cookies[COOKIE] = signer.sign(str(key))
    return visitor


def all_pages():
    """Yield name, visitor and addresses of each page."""
    manager, steward, liaison = Visitor("manager"), Visitor("steward"), Visitor("liaison")
    yield "work list, manager of a department", manager, ["/work/"]
    yield "work list, steward of a government", steward, ["/work/"]
    yield "work list, liaison of a unit", liaison, ["/work/"]
    yield "work list, inspectorate", Visitor("inspectorate"), ["/work/"]
    yield "all files of a department", manager, ["/work/?tab=all"]
    yield "all files of a government", steward, ["/work/?tab=all"]
    yield f"the {DEEP}th page of them", steward, [steward.deep()]
    yield "waiting for others, manager", manager, ["/work/?tab=others"]
    yield "file page, manager", manager, manager.files(20)
    yield "file page, liaison", liaison, liaison.files(20)
    for words, kind in (
        (RARE, "a rare word"),
        (TENTH, "a word in each tenth file"),
        (EVERYWHERE, "a word in every file"),
        (f"{TENTH} jalan", "two words"),
        (f"{TENTH} {RARE} loket", "three words, almost nothing"),
    ):
        path = "/work/?q=" + words.replace(" ", "+")
        yield f"search, {kind}", steward, [path]
    yield "export of a department's open files", manager, ["/work/complaints.csv?tab=work"]
    yield "figures, manager of a department", manager, ["/figures/"]
    yield "figures, steward of a government", steward, ["/figures/"]
    yield "files behind a figure, manager", manager, ["/figures/complaints.received/"]
    yield "files behind a figure, steward", steward, ["/figures/complaints.backlog/"]
    yield "track page", complainant(OPENED_EVERY), ["/lacak/berkas/"]
    yield "page of an agency", Visitor(), [f"/instansi/{manager.actor.agency.slug}/"]
    yield "public form", Visitor(), ["/lapor/"]


def measured(port, pid, rounds) -> list[dict]:
    return [asdict(measure(*page, port, pid, rounds)) for page in all_pages()]


def measure(name, visitor, paths, port, pid, rounds) -> Page:
    paths = (paths * rounds)[: max(rounds, len(paths))]
    for path in islice(paths, NOTHING_MEASURED):
        visitor.get(path)
    with CaptureQueriesContext(connection) as asked:
        visitor.get(paths[0])
        statements = sum(not is_bracket(query["sql"]) for query in asked.captured_queries)
    inside = [timed(visitor, path) for path in paths]
    client, headers = Client(port), visitor.headers
    for path in islice(paths, 2 * settings.WEB_WORKERS):
        client.ask("GET", path, headers=headers)
    before = cpu_seconds(pid)
    outside = [client.ask("GET", path, headers=headers)[0] * 1000 for path in paths]
    cpu = (cpu_seconds(pid) - before) * 1000 / len(paths)
    client.close()
    return Page(
        name,
        statements,
        percentile(inside, 50),
        percentile(outside, 50),
        percentile(outside, 95),
        cpu,
    )


def is_bracket(sql: str) -> bool:
    """The brackets of transactions and savepoints are no statements on rows."""
    return sql.split()[0] in ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def timed(visitor, path) -> float:
    start = time.perf_counter()
    visitor.get(path)
    return (time.perf_counter() - start) * 1000
