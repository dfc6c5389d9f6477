from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from irsite.doors import factors


class Command(BaseCommand):
    help = (
        "Takes a person's second factor away, for somebody who is locked out of everything. At the next "
        "sign-in the person sets up a new one. It goes on record."
    )

    def add_arguments(self, parser):
        parser.add_argument("user", help="the name with which the person signs in")

    def handle(self, *, user, **options):
        person = User.objects.filter(username=user).first()
        if person is None:
            raise CommandError(f"Nobody signs in as “{user}”.")
        if factors.reset(person, by=None, now=timezone.now()):
            self.stdout.write(
                f"The second factor of {user} is gone; whoever was signed in with it is not any more."
            )
        else:
            self.stdout.write(f"{user} has no second factor.")
