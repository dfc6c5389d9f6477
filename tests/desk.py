"""Work at the desk as a person does: open a page, change some fields, press a button."""

from types import SimpleNamespace

from django.conf import settings
from django.db.models.fields.files import FieldFile
from django.test import Client
from django.urls import reverse

from releases.models import Release


def sit_down(client, monkeypatch, person, at):
    """Sign in; the desk's clock shows `at`."""
    monkeypatch.setattr("embargo.middleware.timezone", SimpleNamespace(now=lambda: at))
    client.force_login(person)
    return client


def let_in(page, person):
    """Signs the browser of a page in without its form, where coming in is not what a test is about."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])


def sign_in(page, person):
    """By the form, as a person does."""
    page.goto("/admin/login/")
    page.fill("#id_username", person.username)
    page.fill("#id_password", "pass")
    page.press("#id_password", "Enter")
    page.wait_for_selector("#user-tools")


def page_of(row, page="change"):
    meta = row._meta
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_{page}", args=[row.pk])


def panel(client, release):
    """What follows the form of a draft: the next steps, preflight, the text and the record."""
    return client.get(page_of(release, "panel"), {"fragment": ""})


def list_of(model, page="changelist"):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def form_data(response, **changes):
    """What a browser would send from the admin form of `response`, with `changes`."""
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    forms = [response.context["adminform"].form, *(formset.management_form for formset in formsets)]
    forms += [form for formset in formsets for form in formset.forms]
    data = {field.html_name: _sent(field.value()) for form in forms for field in form}
    return {name: value for name, value in (data | changes).items() if value is not None}


def _sent(value):
    if isinstance(value, bool):
        return "on" if value else None
    if isinstance(value, FieldFile):
        return None  # a browser never sends a stored file back
    if isinstance(value, list):
        return [getattr(item, "pk", item) for item in value]
    return value


def save(client, row, **changes):
    """Open the change page of `row` and save it with `changes`."""
    address = page_of(row)
    return client.post(address, form_data(client.get(address), **changes), follow=True)


def move(client, release, name, **data):
    return client.post(reverse("admin:releases_release_move", args=[release.pk, name]), data, follow=True)


def stored(release):
    return Release.objects.get(pk=release.pk)


def messages(response):
    return " ".join(str(message) for message in response.context["messages"])
