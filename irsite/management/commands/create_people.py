from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils.crypto import get_random_string

from embargo.refs import CROCKFORD

PEOPLE = {"editor": "Writers", "approver": "Approvers", "administrator": "Administrators"}


def new_password():
    """Twenty random characters (100 bits) in groups that can be read aloud."""
    return "-".join(get_random_string(5, CROCKFORD) for _ in range(4))


class Command(BaseCommand):
    help = (
        "Makes an editor, an approver and an administrator with random passwords, unless somebody can "
        "sign in already. The passwords are printed once and kept nowhere."
    )

    def add_arguments(self, parser):
        parser.add_argument("--new-passwords", action="store_true", help="give these three new passwords")

    def handle(self, *, new_passwords, **options):
        staff = User.objects.filter(is_staff=True, is_active=True)
        if staff.exclude(password__startswith=UNUSABLE_PASSWORD_PREFIX).exists() and not new_passwords:
            self.stdout.write("Accounts exist. New passwords for the trial: script/serve --new-passwords")
            return
        with transaction.atomic():
            passwords = {username: self.give_password(username) for username in PEOPLE}
        self.stdout.write("Sign in at /admin/ with one of these; they are shown this once:")
        for username, password in passwords.items():
            self.stdout.write(f"  {username:<14} {password}")

    def give_password(self, username):
        defaults = {"first_name": f"Demo {username}", "is_staff": True}
        user, created = User.objects.get_or_create(username=username, defaults=defaults)
        if created:
            user.groups.add(Group.objects.get(name=PEOPLE[username]))
        password = new_password()
        user.set_password(password)
        user.save(update_fields=["password"])
        return password
