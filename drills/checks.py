"""What is there, compared with what was asked and acknowledged. Each fault is a sentence."""

import re
from collections import Counter
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Count, Max

from drills import told
from drills.ground import BEFORE
from narahubung.complaints.handover import Handover
from narahubung.complaints.intake import words as index
from narahubung.complaints.lifecycle import CLOCKS, ENDED
from narahubung.complaints.models import Attachment, Complaint, Deadline, Event, Identity, Remedy
from narahubung.figures.checking import differences
from narahubung.integrations.lapor.models import Import, LaporRecord
from narahubung.portal.models import Draft, DraftFile

MARK = re.compile(r"surat [0-9a-f]{32}")


def counted(ground, mail):
    """Compare everything; return the faults in words, and the figures."""
    faults, figures = [], {}
    for check in (filings, steps, uploads):
        asked, found = check(ground)
        for name, keys in found.items():
            faults += [f"{check.__name__}: {name}: {key}" for key in keys]
            figures[name] = figures.get(name, 0) + len(keys)
        figures["acknowledged"] = figures.get("acknowledged", 0) + asked
    for check in (ledger, papers, parts, promises, words, sums):
        faults += check()
    more, holes = numbers(ground)
    faults += more
    more, figures_of_mails = told.counted(mail)
    return faults + more, {**figures, "holes": holes, "strays": strays(), **figures_of_mails}


def compared(acknowledged: Counter, asked: set, there: Counter) -> dict:
    return {
        "lost": [key for key in acknowledged if key not in there],
        "doubled": [key for key, number in there.items() if number > max(acknowledged[key], 1)],
        "unasked": [key for key in there if key not in asked],
    }


def filings(ground):
    there, numbers = Counter(), {}
    for reference, text in Complaint.objects.exclude(channel="sp4n").values_list(
        "reference", "text"
    ):
        mark = MARK.search(text)
        there[mark[0] if mark else text] += 1
        numbers[mark[0] if mark else text] = reference
    acknowledged = Counter(f.mark for f in ground.filings if f.acknowledged)
    found = compared(acknowledged, {f.mark for f in ground.filings if f.sent}, there)
    found["misnumbered"] = [
        f.mark for f in ground.filings if f.reference and numbers.get(f.mark) != f.reference
    ]
    return len(acknowledged), found


def steps(ground):
    rows = Event.objects.filter(kind__in=BEFORE).values_list("complaint__reference", "kind")
    acknowledged = ground.asked_steps()
    asked = {(step.reference, step.name) for step in ground.steps if step.sent}
    return acknowledged.total(), compared(acknowledged, asked, Counter(rows))


def uploads(ground):
    """An upload sent twice is in the list twice, but each report in it is one file."""
    ended = dict(Import.objects.values_list("pk", "state"))
    there = Counter(Complaint.objects.filter(channel="sp4n").values_list("other_number", flat=True))
    ties = Counter(LaporRecord.objects.values_list("tracking_id", flat=True))
    keys = Counter(key for u in ground.uploads if u.acknowledged for key in u.keys)
    found = compared(keys, {key for u in ground.uploads if u.sent for key in u.keys}, there)
    found["lost"] += [u.pk for u in ground.uploads if u.acknowledged and ended.get(u.pk) != "done"]
    found["lost"] += [key for key in keys if ties[key] != 1]
    return len([u for u in ground.uploads if u.acknowledged]), found


def ledger() -> list[str]:
    """Run `narahubung verify`, which also compares each stage with the entries."""
    into = StringIO()
    try:
        call_command("verify", stdout=into, stderr=into)
    except SystemExit:
        return [f"verify: {into.getvalue()}"]
    return []


def papers() -> list[str]:
    """Each row of a file must have its bytes."""
    rows = [*Attachment.objects.all(), *DraftFile.objects.all()]
    return [
        f"paper {row.pk} without its file"
        for row in rows
        for file in (row.cleaned, row.original)
        if file.name and not file.storage.exists(file.name)
    ]


def strays() -> int:
    """Count files on the disk that no row names: written, and then their transaction never committed."""
    named = set()
    for model in (Attachment, DraftFile):
        for pair in model.objects.values_list("cleaned", "original"):
            named.update(pair)
    root = settings.MEDIA_ROOT
    kept = {str(p.relative_to(root)) for p in root.rglob("*") if p.is_file()}
    return len(kept - named)


def parts() -> list[str]:
    """Each filing has one identity and one form; each answer one claim; each offer one handover."""
    faults = []
    filed = Complaint.objects.exclude(channel="sp4n")
    whole = set(filed.values_list("pk", flat=True))
    faults += [f"file {pk} without identity" for pk in whole - of(Identity, "complaint").keys()]
    sent = Counter(Draft.objects.exclude(reference="").values_list("reference", flat=True))
    known = set(Complaint.objects.values_list("reference", flat=True))
    faults += [f"form of {ref}: {n}" for ref, n in sent.items() if n > 1 or ref not in known]
    for model, kind in ((Remedy, "answer"), (Handover, "pass_on")):
        rows, entries = of(model, "complaint"), of(Event.objects.filter(kind=kind), "complaint")
        faults += [f"{kind} of file {pk}" for pk in rows | entries if rows[pk] != entries[pk]]
    offered = set(Complaint.objects.filter(stage="offered").values_list("pk", flat=True))
    running = set(Handover.objects.filter(accepted=None).values_list("complaint", flat=True))
    return faults + [f"offer of file {pk}" for pk in offered ^ running]


def of(rows, field) -> Counter:
    rows = getattr(rows, "objects", rows)
    return Counter(rows.values_list(field, flat=True))


def promises() -> list[str]:
    """The clocks that run are those that the entries started and did not stop, each once."""
    faults, kinds, running = [], {}, {}
    for pk, kind, facts in Event.objects.order_by("seq").values_list("complaint", "kind", "facts"):
        kinds.setdefault(pk, []).append((kind, facts.get("to", "")))
    for pk, rule, due, binds in Deadline.objects.running().values_list(
        "complaint", "rule__code", "due", "binds"
    ):
        running.setdefault(pk, []).append((rule, due, binds))
    files = Complaint.objects.exclude(channel="sp4n").select_related("classification")
    for file in files:
        runs = running.get(file.pk, [])
        if Counter(rule for rule, *_ in runs) != Counter(expected(file, kinds[file.pk])):
            faults.append(f"{file}: runs {runs}")
        first = min((due for _rule, due, binds in runs if binds == "agency"), default=None)
        if file.next_due != first:
            faults.append(f"{file}: next due {file.next_due}, not {first}")
    return faults


def expected(file, steps) -> set:
    runs = set()
    for step, to in steps:
        ended = to in ENDED
        starts = {c.rule for c in CLOCKS if c.starts_with(step, file)}
        runs -= starts | {c.rule for c in CLOCKS if ended or c.stops_with(step)}
        runs |= set() if ended else starts
    return runs


def words() -> list[str]:
    """Each file can be found by its words, and no words are left of a file that is not there."""
    with connection.cursor() as cursor:
        key = "id" if connection.vendor == "postgresql" else "rowid"
        cursor.execute(f"SELECT {key} FROM {index.table}")
        there = {row[0] for row in cursor.fetchall()}
    whole = set(Complaint.objects.values_list("pk", flat=True))
    return [f"words of file {pk}" for pk in there ^ whole]


def sums() -> list[str]:
    """The figures are what the entries say."""
    return [*differences()]


def numbers(ground):
    """Holes in the inner numbers are numbers drawn by transactions that never committed, and no more."""
    faults, holes = [], 0
    for model in (Complaint, Event):
        row = model.objects.aggregate(last=Max("pk"), rows=Count("pk"))
        missing = (row["last"] or 0) - row["rows"]
        holes += missing
        if missing > ground.drawn_in_vain():
            faults.append(f"{model.__name__}: {missing} holes")
    return faults, holes
