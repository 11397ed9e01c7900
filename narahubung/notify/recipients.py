"""Who is told of what. An empty list says that silence is meant."""

from narahubung.accounts.models import Appointment, Role
from narahubung.complaints.lifecycle import Stage
from narahubung.notify.people import Recipient, officers


def complainant(_event):
    return [Recipient()]


def managers(event):
    """Return who has the desk: an inspectorate settles what is given to itself."""
    place = event.complaint.agency
    return officers(place, Role.MANAGER) or officers(place, Role.INSPECTORATE)


def offered(event):
    return officers(event.complaint.offered_to, Role.MANAGER)


def liaisons(event):
    place = event.complaint.unit
    return officers(place, Role.LIAISON) or officers(place, Role.INSPECTORATE)


def ombudsman(event):
    """Return the intake desk of the office that serves the place of a file that lies there."""
    if event.complaint.stage != Stage.ESCALATED:
        return []
    province = event.complaint.agency.region.code.partition(".")[0]
    desks = Appointment.objects.in_force().filter(
        role=Role.INTAKE, office__provinces__code=province
    )
    return [Recipient(post.user) for post in desks.for_page()]


def heads(event):
    return officers(event.complaint.agency, Role.HEAD)


def inspectorate(event):
    government = event.complaint.agency.parent or event.complaint.agency
    posts = Appointment.objects.in_force().filter(role=Role.INSPECTORATE, agency__parent=government)
    return [Recipient(post.user) for post in posts.for_page()]


def holders(event):
    """Return those in whose hands the file lies: the unit's liaisons, or else the managers."""
    if event.complaint.stage == Stage.ESCALATED:
        return ombudsman(event)
    return (event.complaint.unit_id and liaisons(event)) or managers(event)


def other_side(event):
    return holders(event) if event.role == Role.COMPLAINANT else complainant(event)


RECIPIENTS = {
    "received": [complainant, managers],
    "verify": [],
    "ask": [complainant],
    "complete": [managers],
    "lapse": [complainant, managers],
    "postpone": [complainant],
    "resume": [complainant, managers],
    "archive": [complainant],
    "dispose": [complainant, liaisons],
    "pass_on": [complainant, offered],
    "take_over": [complainant, managers],
    "decline": [managers],
    "refer": [complainant],
    "accept": [],
    "give_back": [managers],
    "examine": [complainant, inspectorate],
    "decide": [liaisons],
    "answer": [complainant, managers],
    "reply": [liaisons, managers],
    "confirm": [liaisons, managers],
    "close": [complainant, liaisons],
    "reopen": [liaisons, managers],
    "withdraw": [managers, liaisons],
    "hand_up": [complainant, managers],
    "walled": [],
    "escalate": [managers, heads, ombudsman],
    "at_ombudsman": [complainant, managers],
    "ombudsman_outcome": [complainant, managers],
    "message": [other_side],
    "remark": [],
    "reclassified": [],
    "identity_opened": [complainant],
    "original_taken": [],
    "original_opened": [],
    "overdue": [complainant, holders, heads],
    "deadline_moved": [complainant, holders],
    "contact_changed": [],
    "data_request": [complainant],
    "data_decision": [complainant, managers],
    "data_breach": [complainant],
    "imported": [],
    "import_changed": [],
    "held": [],
    "hold_lifted": [],
    "erasure_asked": [managers],
    "erased": [managers],
}

# After this, these must do something: what an officer keeps who wants only such mails.
MUST_ACT = {
    "received": managers,
    "complete": managers,
    "resume": managers,
    "hand_up": managers,
    "escalate": ombudsman,
    "dispose": liaisons,
    "pass_on": offered,
    "take_over": managers,
    "decline": managers,
    "give_back": managers,
    "examine": inspectorate,
    "decide": liaisons,
    "reply": liaisons,
    "reopen": liaisons,
    "message": other_side,
    "overdue": holders,
}
