"""The letters of a file: written, reviewed, signed, sent, received; and handed out to whom they are addressed."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from narahubung.documents import as_download
from narahubung.reports.forms_letters import DEEDS, PaperForm, WordsForm
from narahubung.reports.letter_kinds import kinds
from narahubung.reports.letter_page import address, choices, labels, letter_page, may, rows
from narahubung.reports.letter_papers import handed_out
from narahubung.reports.letter_pdf import pdf_of
from narahubung.reports.letter_writing import draft, enter_paper, may_write
from narahubung.reports.letters import Letter, LetterPaper
from narahubung.reports.models import Report
from narahubung.reports.views import visible_report

LETTER = ("report__office", "report__reported", "report__superior", "report__substance")
PEOPLE = ("office", "addressee", "event", "drafted_by", "reviewed_by", "report__examiner")


def visible_letter(request, key):
    letters = Letter.objects.visible_to(request.actor).select_related(*LETTER, *PEOPLE)
    return get_object_or_404(letters, key=key)


def workable(request, key):
    """Return a letter to somebody who may work on it, or refuse."""
    letter = visible_letter(request, key)
    if not may_write(letter.report, request.actor):
        raise PermissionDenied
    return letter


def writable(request, reference):
    report = visible_report(request, reference)
    if not may_write(report, request.actor):
        raise PermissionDenied
    return report


@require_safe
def letters(request, reference):
    """All letters of a file, and what may be written next."""
    report = visible_report(request, reference)
    near, others = choices(report)
    context = {
        "file": report,
        "letters": rows(report, request.actor),
        "near": near,
        "others": others,
        "may_write": may_write(report, request.actor),
    }
    return render(request, "reports/letters.html", context)


@require_POST
def letter_new(request, reference, kind):
    """Begin a letter, with the words of its template filled in; or one in place of a void one."""
    report = writable(request, reference)
    if kind not in kinds():
        raise Http404
    void = Letter.objects.visible_to(request.actor).filter(report=report, state="void", kind=kind)
    before = void.filter(number=request.POST.get("replaces", ""), successor=None).first()
    try:
        letter = draft(report, kind, request.actor, replaces=before)
    except PermissionDenied as refusal:
        messages.warning(request, str(refusal))
        return redirect("reports:letters", report.reference)
    return redirect(address(letter, "edit"))


@require_http_methods(["GET", "HEAD", "POST"])
def letter_paper_new(request, reference):
    """Enter a letter that was written outside."""
    report = writable(request, reference)
    data, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    initial = {"kind": request.GET.get("kind", "")}
    form = PaperForm(data, files, report=report, initial=initial)
    refusal = ""
    if form.is_valid():
        given = form.cleaned_data
        try:
            enter_paper(report, given.pop("kind"), request.actor, **given)
        except PermissionDenied as words:
            refusal = str(words)
        else:
            messages.success(request, _("The letter stands in the file."))
            return redirect("reports:letters", report.reference)
    status = 409 if refusal else 422 if form.is_bound else 200
    context = {"file": report, "form": form, "refusal": refusal}
    return render(request, "reports/letter_paper.html", context, status=status)


@require_safe
def letter_detail(request, key):
    letter = visible_letter(request, key)
    context = letter_page(letter, request.actor, may_write(letter.report, request.actor))
    seen = Report.objects.visible_to(request.actor).filter(pk=letter.report_id)
    return render(request, "reports/letter.html", {**context, "has_file": seen.exists()})


@require_http_methods(["GET", "HEAD", "POST"])
def letter_deed(request, key, name):
    letter = workable(request, key)
    if name == "edit":
        return edited(request, letter)
    if name not in DEEDS:
        raise Http404
    return certified(request, letter) if name == "certify" else done(request, letter, name)


@reauthentication_required
def certified(request, letter):
    """Who uses the certificate of an office has just shown again who they are."""
    return done(request, letter, "certify")


def done(request, letter, name):
    form_class = DEEDS[name]
    if request.method != "POST":
        if not may(letter, name):
            messages.warning(
                request, _("This letter has gone on meanwhile. Below you see where it is.")
            )
            return redirect(letter)
        return deed_page(request, letter, name, form_class(letter=letter, actor=request.actor))
    form = form_class(request.POST, request.FILES, letter=letter, actor=request.actor)
    if not form.is_valid():
        return deed_page(request, letter, name, form, status=422)
    try:
        getattr(letter, name)(request.actor, **form.cleaned_data)
    except PermissionDenied as refusal:
        letter = visible_letter(request, letter.key)
        return deed_page(request, letter, name, form, status=409, refusal=str(refusal))
    messages.success(request, _("It stands in the file."))
    return redirect(letter)


def deed_page(request, letter, name, form, status=200, refusal=""):
    context = {
        "letter": letter,
        "file": letter.report,
        "form": form,
        "label": labels()[name],
        "refusal": refusal,
        "lacks": letter.lacks() if name == "review" else [],
        "danger": name == "void",
        "certify": name == "sign"
        and letter.may_certify(request.actor)
        and (labels()["certify"], address(letter, "certify")),
    }
    return render(request, "reports/letter_deed.html", context, status=status)


def edited(request, letter):
    """Write on a draft; what is still missing is listed beside it."""
    if letter.state != "draft":
        messages.warning(
            request, _("This letter has gone on meanwhile. Below you see where it is.")
        )
        return redirect(letter)
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, letter=letter, actor=request.actor)
    refusal = ""
    if form.is_valid():
        try:
            letter.revise(request.actor, **form.cleaned_data)
        except PermissionDenied as words:
            refusal = str(words)
        else:
            messages.success(request, _("The draft is kept."))
            return redirect(letter)
    status = 409 if refusal else 422 if form.is_bound else 200
    context = {"letter": letter, "file": letter.report, "form": form, "refusal": refusal}
    context |= {"kind": letter.kind_of, "lacks": letter.lacks()}
    return render(request, "reports/letter_edit.html", context, status=status)


@require_safe
def letter_pdf(request, key):
    """The PDF as it was issued; of a draft one that says so, made for this look and not kept."""
    letter = visible_letter(request, key)
    if letter.state == "draft":
        return as_download(pdf_of(letter), f"{letter.file_name}.pdf")
    paper = letter.shown_paper()
    if paper is None:
        raise Http404
    return handed_out(paper)


@require_safe
def letter_paper(request, key):
    """One paper of a letter: as issued, signed, or the proof of its delivery."""
    return handed_out(get_object_or_404(LetterPaper.objects.visible_to(request.actor), key=key))
