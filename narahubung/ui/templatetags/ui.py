"""The components as tags. A page is written with these and the layout classes, without new CSS."""

from functools import lru_cache

from django import template
from django.core.paginator import Page
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from heroicons.templatetags.heroicons import heroicon_outline

from narahubung.ui import dates
from narahubung.ui.paging import pager_of
from narahubung.ui.thread import tied

register = template.Library()

TONES = ("late", "due", "ok", "quiet", "neutral")
TONE_ICONS = {
    "late": "exclamation-triangle",
    "due": "clock",
    "ok": "check-circle",
    "quiet": "pause-circle",
    "neutral": "calendar",
    "info": "information-circle",
    "success": "check-circle",
    "warning": "clock",
    "error": "exclamation-triangle",
    "debug": "information-circle",
}
NOTICE_TONES = {"success": "ok", "warning": "due", "error": "late", "debug": "quiet"}

register.filter("longdate", dates.long_date)
register.filter("shortdate", dates.short_date)
register.filter("near", dates.near)


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name, size=20):
    return heroicon_outline(name, size=size, **{"class": "icon"})


@register.simple_tag
def script(name):
    """Load one custom element of `static/ui/js`."""
    return format_html('<script type="module" src="{}"></script>', static(f"ui/js/{name}.js"))


@register.simple_tag
def badge(label, tone="neutral"):
    return format_html('<span class="badge" data-tone="{}">{}</span>', tone, label)


@register.simple_tag
def clock(sentence, tone="neutral"):
    mark = icon(TONE_ICONS.get(tone, "calendar"))
    return format_html(
        '<span class="clock" data-tone="{}">{}<span>{}</span></span>', tone, mark, sentence
    )


@register.simple_tag
def longdate(value):
    if not value:
        return ""
    machine = dates.day_of(value).isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, dates.long_date(value))


@register.simple_tag
def thread(knots, way="vertical", label=""):
    """Draw a thread. Short ones are alike in row after row and are drawn once; they hold stages and
    offices only, while a whole one may hold people's words, which are never kept."""
    draw = drawn if way == "horizontal" else drawn.__wrapped__
    return draw(tuple(tied(knots)), way, str(label), get_language())


@lru_cache(maxsize=2048)
def drawn(knots, way, label, _language):
    context = {"knots": knots, "way": way, "label": label, "count": len(knots)}
    return render_to_string("ui/thread.html", context)


@register.inclusion_tag("ui/empty.html")
def empty(title, text="", url="", label=""):
    return {"title": title, "text": text, "url": url, "label": label}


@register.inclusion_tag("ui/figure.html")
def figure(value, label, unit="", href="", note="", tone="", trend=()):
    return {
        "value": value,
        "label": label,
        "unit": unit,
        "href": href,
        "note": note,
        "tone": tone,
        "points": trend_points(list(trend)),
    }


def trend_points(numbers, width=100, height=24):
    """Draw a row of numbers as the points of a thin line, from zero to the highest."""
    if len(numbers) < 2:
        return ""
    top = max(numbers) or 1
    step = width / (len(numbers) - 1)
    return " ".join(
        f"{n * step:.1f},{1 + (height - 2) * (1 - number / top):.1f}"
        for n, number in enumerate(numbers)
    )


@register.simple_tag
def trendline(numbers, words):
    """Draw a row of numbers as a thin line, with its words for those who do not see it."""
    return format_html(
        '<span class="trendline"><svg class="figure-trend" viewBox="0 0 100 24" preserveAspectRatio="none"'
        ' fill="none" stroke="currentColor" stroke-width="1.5" aria-hidden="true"><polyline points="{}"'
        ' vector-effect="non-scaling-stroke"/></svg><small class="quiet">{}</small></span>',
        trend_points(list(numbers)),
        words,
    )


@register.inclusion_tag("ui/person.html")
def person(name, role=""):
    words = str(name).split()
    initials = "".join(word[0] for word in [*words[:1], *words[1:][-1:]]).upper()
    return {"name": name, "role": role, "initials": initials}


@register.simple_block_tag
def notice(content, tone="info", role=""):
    mark = icon(TONE_ICONS.get(tone, "information-circle"))
    attrs = format_html(' role="{}"', role) if role else ""
    return format_html(
        '<div class="notice" data-tone="{}"{}>{}<div class="notice-text">{}</div></div>',
        NOTICE_TONES.get(tone, tone),
        attrs,
        mark,
        content,
    )


@register.simple_block_tag
def group(content, legend, hint=""):
    """Put fields that belong together under one question."""
    hint = format_html('<p class="hint">{}</p>', hint) if hint else ""
    return format_html(
        '<fieldset class="group"><legend>{}</legend>{}{}</fieldset>', legend, hint, content
    )


@register.simple_block_tag
def fold(content, summary, *fields):
    """Fold away what most people do not need; it stands open where something in it is chosen or wrong."""
    is_open = " open" if any(map(is_touched, fields)) else ""
    return format_html(
        '<details class="disclosure"{}><summary>{}</summary><div class="stack" data-gap="l">{}</div></details>',
        is_open,
        summary,
        content,
    )


def is_touched(bound):
    """Tell whether a field holds a mistake, or anything but what it begins with."""
    value = bound and bound.value()
    return bool(bound and bound.errors) or bool(value and value != bound.field.initial)


@register.inclusion_tag("ui/pager.html", takes_context=True)
def pager(context, page):
    if isinstance(page, Page):
        page = pager_of(page, context["request"].GET)
    return {"pager": page}


@register.simple_tag
def slot(url_name, *args, label="", select=".slot-content"):
    """Leave a place for an upper app: a link that htmx replaces, or nothing if none is there."""
    try:
        url = reverse(url_name, args=args)
    except NoReverseMatch:
        return ""
    return format_html(
        '<a class="slot" href="{0}" hx-get="{0}" hx-trigger="load" hx-select="{1}"'
        ' hx-swap="outerHTML">{2}</a>',
        url,
        select,
        label or _("Show more about this"),
    )


@register.simple_tag
def field(bound):
    return bound.as_field_group()


@register.inclusion_tag("ui/forms/problems.html")
def problems(form):
    """List what a form still needs, each with a link to its field. For pages that place fields."""
    return {"form": form, "fields": [f for f in form if f.errors and not f.is_hidden]}


@register.simple_tag
def mark():
    """The thread with its knot, as beside the name of the site."""
    return mark_safe(MARK)


MARK = (
    '<svg viewBox="0 0 52 28" fill="none" stroke="currentColor" stroke-width="2.5"'
    ' stroke-linecap="round" aria-hidden="true"><path d="M1 20h14c8 0 15-4 15-10a6 6 0 0 0-12 0'
    'c0 7 8 10 16 10h4"/><path d="M43 20h2m5 0h1"/></svg>'
)
