"""What was asked of agencies: the list, one product with its items, and what is done with them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from narahubung.accounts.models import AT_AN_OFFICE, Role
from narahubung.documents import hand_out
from narahubung.reports.addressed import ANSWERABLE
from narahubung.reports.forms_product import (
    CheckItemForm,
    DeliverForm,
    OwnForm,
    ProductForm,
    ReportItemForm,
)
from narahubung.reports.forms_rows import MORE
from narahubung.reports.models import Product, ProductItem, ProductPaper
from narahubung.reports.own import open_own
from narahubung.reports.product import CHIEFS
from narahubung.reports.productpage import ProductList, product_page


@require_safe
def product_list(request):
    if request.actor.role not in (*AT_AN_OFFICE, *ANSWERABLE):
        raise PermissionDenied
    work = ProductList(request.actor, request.GET)
    page = work.page()
    context = {
        "work": work,
        "rows": work.rows(page),
        "page": page,
        "at_an_office": request.actor.role in AT_AN_OFFICE,
        "may_write": request.actor.role in CHIEFS,
    }
    return render(request, "reports/product_list.html", context)


def visible_product(request, reference):
    products = Product.objects.visible_to(request.actor).for_page()
    return get_object_or_404(products, reference=reference)


@require_safe
def product_detail(request, reference):
    product = visible_product(request, reference)
    return render(request, "reports/product_detail.html", product_page(product, request.actor))


@require_safe
def product_paper(request, key):
    paper = get_object_or_404(ProductPaper.objects.visible_to(request.actor), key=key)
    return hand_out(paper)


def form_page(request, form, label, back, status=200, **more):
    context = {"form": form, "label": label, "back": reverse(back[0], args=back[1]), **more}
    return render(request, "reports/form_page.html", context, status=status)


def sent(request):
    return (request.POST, request.FILES) if request.method == "POST" else ()


@require_http_methods(["GET", "HEAD", "POST"])
def product_new(request):
    if request.actor.role not in CHIEFS:
        raise PermissionDenied
    back, label = ("reports:products", []), _("Write a product of prevention")
    if MORE in request.POST:
        form = ProductForm.with_one_more(request.POST, actor=request.actor)
        return form_page(request, form, label, back)
    form = ProductForm(*sent(request), actor=request.actor)
    if form.is_valid():
        office = request.actor.office
        product = Product.objects.submit(by=request.actor, office=office, **form.details())
        messages.success(request, _("It is written. It goes out when you deliver it."))
        return redirect(product)
    return form_page(request, form, label, back, 422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def product_deliver(request, reference):
    product = visible_product(request, reference)
    if not product.may_be_delivered_by(request.actor):
        raise PermissionDenied
    return settled(
        *(request, product, DeliverForm(*sent(request), product=product), product.deliver),
        label=_("The agency received it"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def item_deed(request, reference, seq, name):
    """Report an item as done, or check it."""
    product = visible_product(request, reference)
    items = ProductItem.objects.visible_to(request.actor).filter(product=product)
    item = get_object_or_404(items.prefetch_related("papers"), seq=seq)
    item.product = product
    deeds = {
        "report": (ReportItemForm, item.report, item.may_be_reported_by, _("Report it as done")),
        "check": (CheckItemForm, item.check_off, item.may_be_checked_by, _("Check it")),
    }
    if name not in deeds:
        raise Http404
    form_class, verb, may, label = deeds[name]
    if request.method != "POST" and not may(request.actor):
        raise PermissionDenied
    return settled(
        *(request, product, form_class(*sent(request), item=item), verb),
        label=label,
        item=item,
    )


def settled(request, product, form, verb, label, **more):
    """Do it and go back to the product; who came second is told so and loses no word."""
    back = ("reports:product", [product.reference])
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return form_page(request, form, label, back, status, product=product, **more)
    try:
        verb(request.actor, **form.cleaned_data)
    except PermissionDenied as refusal:
        more["refusal"] = str(refusal)
        return form_page(request, form, label, back, 409, product=product, **more)
    except (Product.DoesNotExist, ProductItem.DoesNotExist):
        raise Http404 from None
    messages.success(request, _("Recorded: %(step)s.") % {"step": label})
    return redirect(product)


@require_http_methods(["GET", "HEAD", "POST"])
def own_new(request):
    """Open an investigation on own initiative; the head of an office does."""
    if request.actor.role != Role.OFFICE_HEAD:
        raise PermissionDenied
    form = OwnForm(*sent(request), actor=request.actor)
    label, back = _("Begin an investigation on own initiative"), ("reports:list", [])
    if form.is_valid():
        report = open_own(by=request.actor, **form.details())
        messages.success(request, _("It lies at the intake desk, to be registered."))
        return redirect(report)
    return form_page(request, form, label, back, 422 if form.is_bound else 200)
