import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from irsite.doors import factors
from releases.models import AuditEntry
from tests.desk import list_of, page_of

from .entering import give_code, give_password, is_in, secret_on, shown_code, with_app

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def required(settings):
    settings.SECOND_FACTOR = True


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def app(people, now):
    """(secret, recovery codes) of the writer."""
    return with_app(people.writer, now)


def moves():
    return list(AuditEntry.objects.order_by("pk").values_list("move", flat=True))


# Setting up


def test_first_sign_in_leads_to_setting_up(client, people, records):
    page = give_password(client, people.writer, follow=True)
    assert page.redirect_chain[-1][0] == reverse("admin:second_factor_set_up")
    assert "<svg" in page.text
    assert not is_in(client)


def test_app_is_set_up_with_its_first_code_and_recovery_codes_are_shown_once(client, people, records):
    page = give_password(client, people.writer, follow=True)
    done = client.post(reverse("admin:second_factor_set_up"), {"code": shown_code(secret_on(page))})
    assert done.text.count("<li><code>") == factors.RECOVERY_CODES
    assert is_in(client)
    assert moves() == ["second_factor_set_up"]
    again = client.get(reverse("admin:second_factor_set_up"))
    assert "<li><code>" not in again.text


def test_wrong_first_code_sets_nothing_up(client, people, records):
    give_password(client, people.writer)
    page = client.post(reverse("admin:second_factor_set_up"), {"code": "000000"})
    assert "not the code of this app" in page.text
    assert factors.device_of(people.writer) is None
    assert not is_in(client)


def test_picture_is_drawn_on_the_page_itself(client, people, records):
    page = give_password(client, people.writer, follow=True)
    assert "unsafe-inline" not in page["Content-Security-Policy"]
    assert " style=" not in page.text[page.text.index("<svg") : page.text.index("</svg>")]


def test_address_of_the_app_names_newsroom_and_person(people):
    address = factors.address("00" * 20, people.writer, "Velmora: Bio")
    assert address.startswith("otpauth://totp/Velmora%20Bio%3Awanda?secret=AAAAAAAA")
    assert "issuer=Velmora%20Bio" in address


def test_nobody_sets_up_an_app_without_a_password(client, people, records):
    response = client.get(reverse("admin:second_factor_set_up"))
    assert response.url == reverse("admin:login")


def test_whoever_has_an_app_does_not_get_another_with_the_password_alone(client, people, records, app):
    give_password(client, people.writer)
    response = client.get(reverse("admin:second_factor_set_up"))
    assert response.url == reverse("admin:login")


# Signing in


def test_password_alone_opens_nothing(client, people, records, app):
    response = give_password(client, people.writer)
    assert response.url == reverse("admin:sign_in_code")
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_password_and_code_open_the_desk(client, people, records, app):
    give_password(client, people.writer)
    assert give_code(client, shown_code(app[0])).url == "/admin/"
    assert is_in(client)


def test_code_may_be_typed_with_a_space(client, people, records, app):
    give_password(client, people.writer)
    code = shown_code(app[0])
    give_code(client, f" {code[:3]} {code[3:]}")
    assert is_in(client)


def test_code_is_good_once(client, people, records, app):
    code = shown_code(app[0])
    give_password(client, people.writer)
    give_code(client, code)
    other = Client()
    give_password(other, people.writer)
    give_code(other, code)
    assert not is_in(other)


def test_wrong_code_makes_the_next_try_wait(client, people, records, app, now, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: now)  # the second that it lasts may not pass meanwhile
    give_password(client, people.writer)
    wrong = give_code(client, "123456")
    assert (wrong.status_code, wrong["Retry-After"]) == (429, "1")
    assert "Try again in 1 second." in wrong.text
    give_code(client, shown_code(app[0]))
    assert not is_in(client)


def test_wait_does_not_grow_without_end(client, people, records, app, now):
    device = factors.device_of(people.writer)
    device.throttling_failure_count, device.throttling_failure_timestamp = (
        40,
        now - timezone.timedelta(days=1),
    )
    type(device).objects.filter(pk=device.pk).update(
        throttling_failure_count=40, throttling_failure_timestamp=None
    )
    factors.match(people.writer, "123456")
    assert 500 < factors.seconds_to_wait(people.writer, "123456", timezone.now()) <= 512


def test_recovery_code_lets_in_once(client, people, records, app):
    for expected in (True, False):
        other = Client()
        give_password(other, people.writer)
        give_code(other, app[1][0].upper())
        assert is_in(other) is expected
    assert factors.codes_left(people.writer) == factors.RECOVERY_CODES - 1
    assert "recovery_code_used" in moves()


def test_code_of_somebody_else_does_not_let_in(client, people, records, app, now):
    secret, codes = with_app(people.approver, now)
    give_password(client, people.writer)
    give_code(client, shown_code(secret))
    give_code(client, codes[0])
    assert not is_in(client)


def test_second_step_does_not_wait_for_ever(client, people, records, app, monkeypatch):
    give_password(client, people.writer)
    later = timezone.now() + timezone.timedelta(minutes=11)
    monkeypatch.setattr("embargo.middleware.timezone.now", lambda: later)
    assert give_code(client, shown_code(app[0])).url == reverse("admin:login")


@pytest.mark.parametrize("change", ["password", "is_active", "is_staff"])
def test_second_step_ends_when_the_account_changes(client, people, records, app, change):
    give_password(client, people.writer)
    if change == "password":
        people.writer.set_password("another one")
    else:
        setattr(people.writer, change, False)
    people.writer.save()
    assert give_code(client, shown_code(app[0])).url == reverse("admin:login")


def test_sign_in_leads_to_where_one_wanted(client, people, records, app):
    data = {"username": "wanda", "password": "pass", "next": "/admin/releases/release/"}
    client.post(reverse("admin:login"), data)
    assert give_code(client, shown_code(app[0])).url == "/admin/releases/release/"


def test_sign_in_leads_to_no_other_site(client, people, records, app):
    client.post(
        reverse("admin:login"), {"username": "wanda", "password": "pass", "next": "https://evil.example/"}
    )
    assert give_code(client, shown_code(app[0])).url == "/admin/"


def test_key_of_the_session_changes_at_each_step(client, people, records, app):
    client.get(reverse("admin:login"))
    keys = []
    give_password(client, people.writer)
    keys.append(client.session.session_key)
    give_code(client, shown_code(app[0]))
    keys.append(client.session.session_key)
    assert len(set(keys)) == 2


def test_session_without_second_factor_is_none(client, people, records):
    client.force_login(people.writer)
    response = client.get(reverse("admin:index"))
    assert response.url.startswith(reverse("admin:login"))


# Where it is up to each person


def test_password_is_enough_where_no_second_factor_is_asked(client, settings, people, records):
    settings.SECOND_FACTOR = False
    assert give_password(client, people.writer).url == "/admin/"
    assert is_in(client)


def test_whoever_set_up_an_app_is_asked_for_it_everywhere(client, settings, people, records, app):
    settings.SECOND_FACTOR = False
    assert give_password(client, people.writer).url == reverse("admin:sign_in_code")


def test_app_can_be_set_up_while_signed_in(client, settings, people, records):
    settings.SECOND_FACTOR = False
    client.force_login(people.writer)
    page = client.get(reverse("admin:second_factor_set_up"))
    client.post(reverse("admin:second_factor_set_up"), {"code": shown_code(secret_on(page))})
    assert factors.device_of(people.writer)
    assert "10 recovery codes are left" in client.get(reverse("admin:second_factor")).text


# What one keeps of it


def test_another_app_takes_the_place_of_the_first(client, people, records, app):
    give_password(client, people.writer)
    give_code(client, shown_code(app[0]))
    page = client.get(reverse("admin:second_factor_set_up"))
    client.post(reverse("admin:second_factor_set_up"), {"code": shown_code(secret_on(page))})
    assert factors.device_of(people.writer).key == secret_on(page)
    assert is_in(client)


def test_new_recovery_codes_end_the_old(client, people, records, app):
    give_password(client, people.writer)
    give_code(client, shown_code(app[0]))
    page = client.post(reverse("admin:recovery_codes"))
    assert page.text.count("<li><code>") == factors.RECOVERY_CODES
    assert factors.match(people.writer, app[1][0]) is None


# When it is lost


@pytest.fixture
def administrator(people, records, now):
    client, (secret, _codes) = Client(), with_app(people.administrator, now)
    give_password(client, people.administrator)
    give_code(client, shown_code(secret))
    return client


def reset(client, person):
    return client.post(
        reverse("admin:auth_user_second_factor", args=[person.pk]), {"reason": "Lost the phone"}
    )


def test_administrator_resets_a_colleague(administrator, client, people, app):
    give_password(client, people.writer)
    give_code(client, shown_code(app[0]))
    assert is_in(client)
    reset(administrator, people.writer)
    entry = AuditEntry.objects.first()
    assert (entry.move, entry.who, entry.detail) == ("second_factor_reset", people.administrator, "wanda")
    assert entry.reason == "Lost the phone"
    assert not is_in(client)
    assert give_password(client, people.writer).url == reverse("admin:second_factor_set_up")


def test_page_of_a_person_tells_of_the_app(administrator, people, app):
    assert "Not set up" in administrator.get(page_of(people.approver)).text
    address = reverse("admin:auth_user_second_factor", args=[people.writer.pk])
    assert address in administrator.get(page_of(people.writer)).text
    assert "signed out" in administrator.get(address).text


def test_writer_resets_nobody(client, people, records, app, now):
    with_app(people.approver, now)
    give_password(client, people.writer)
    give_code(client, shown_code(app[0]))
    assert reset(client, people.approver).status_code == 403
    assert factors.device_of(people.approver)


def test_administrator_resets_no_superuser(administrator, now):
    root = User.objects.create_superuser("root", password="pass")
    with_app(root, now)
    assert reset(administrator, root).status_code == 403


def test_secrets_have_no_pages_at_the_desk(administrator, people, app):
    assert administrator.get("/admin/otp_totp/totpdevice/").status_code == 404
    assert administrator.get("/admin/otp_static/staticdevice/").status_code == 404
    page = administrator.get(page_of(people.writer)).text + administrator.get(list_of(User)).text
    assert app[0] not in page


def test_command_resets_whoever_is_locked_out(client, people, records, app, capsys):
    call_command("reset_second_factor", "wanda")
    assert "is gone" in capsys.readouterr().out
    assert give_password(client, people.writer).url == reverse("admin:second_factor_set_up")
    assert AuditEntry.objects.first().who_name == "The server’s command line"


def test_command_names_somebody_unknown(db):
    with pytest.raises(CommandError, match="Nobody signs in as “nobody”"):
        call_command("reset_second_factor", "nobody")


def test_first_administrator_sets_up_an_app_too(client, db, capsys):
    call_command("create_people")
    password = dict(line.split() for line in capsys.readouterr().out.splitlines()[1:])["administrator"]
    person = User.objects.get(username="administrator")
    page = give_password(client, person, password, follow=True)
    client.post(reverse("admin:second_factor_set_up"), {"code": shown_code(secret_on(page))})
    assert is_in(client)
