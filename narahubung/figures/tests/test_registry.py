"""Every figure says in words what it is, in both languages, and is declared once."""

import pytest
from django.utils.translation import gettext, override

from narahubung.figures.registry import FIGURES, SOURCES, Figure, Grain, Tick, declare

each_figure = pytest.mark.parametrize("figure", FIGURES.values(), ids=list(FIGURES))


@each_figure
def test_a_figure_is_named_and_defined_in_both_languages(figure):
    for words in (figure.name, figure.definition, figure.unit):
        with override("en"):
            english = gettext(str(words))
        with override("id"):
            indonesian = str(words)
        assert english and indonesian and english != indonesian


@each_figure
def test_a_definition_is_a_sentence(figure):
    with override("en"):
        assert str(figure.definition).endswith(".") and len(str(figure.definition)) > 40


@each_figure
def test_a_figure_has_its_source_and_its_grain(figure):
    assert figure.source in SOURCES.values()
    assert figure.grain in Grain
    assert not (figure.spread and figure.is_daily)


def test_the_facets_of_every_source_stand_in_the_order_of_their_names():
    assert all(list(source.facets) == sorted(source.facets) for source in SOURCES.values())


def test_two_figures_of_one_code_are_refused():
    source = SOURCES["complaints"]
    twin = Figure("complaints.received", "x", "x", "x", Grain.FILE, lambda story: [Tick(story)])
    with pytest.raises(ValueError, match="two figures"):
        declare(source, twin)


def test_a_figure_of_another_source_is_refused():
    stray = Figure("reports.received", "x", "x", "x", Grain.FILE, lambda story: [Tick(story)])
    with pytest.raises(ValueError, match="no figure of complaints"):
        declare(SOURCES["complaints"], stray)
