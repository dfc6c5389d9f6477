"""What a restore would bring back, or take away, of which readers have been told otherwise since the backup.

A release that was withdrawn since stays withdrawn, and one that was waiting for its instant waits for a
person again, unless what is there now confirms that instant. All of it is told and on record.
"""

from dataclasses import dataclass, field

from django.contrib.auth.models import Group, User
from django.db import DatabaseError, transaction
from django.db.models import F, Max
from django.utils.translation import gettext as _

from embargo.models import Generation, OutboxEntry
from releases.models import AuditEntry, Revision

from . import withdrawals

ACCOUNT = "restore"


@dataclass
class Present:
    """What is known at the time of a restore: by the database that it replaces, and by the log of withdrawals."""

    has_database: bool = False
    withdrawn: dict = field(default_factory=dict)  # withdrawals.facts by reference
    instants: dict = field(default_factory=dict)  # public_from by the SHA-256 of the text
    shown: dict = field(default_factory=dict)  # headline by SHA-256 of what is public now or later
    generation: int = 0
    waiting: set = field(default_factory=set)  # (carrier, key) of what the outbox has not sent

    def confirms(self, revision):
        """Whether this very text was given this very instant, as far as is known."""
        told = self.withdrawn.get(revision.ref)
        return self.instants.get(revision.sha256, told and told["public_from"]) == revision.public_from


def present(now):
    """What is known now. A database that cannot be read, or has no revisions yet, counts as none."""
    known = Present(withdrawn=withdrawals.read())
    try:
        with transaction.atomic():
            revisions = list(Revision.objects.all())
            waiting = set(OutboxEntry.objects.waiting().values_list("carrier", "key"))
            known.generation = Generation.objects.aggregate(highest=Max("number"))["highest"] or 0
    except DatabaseError:
        return known
    known.has_database, known.waiting = bool(revisions), waiting
    known.withdrawn |= {each.ref: withdrawals.facts(each) for each in revisions if each.withdrawn_at}
    known.instants = {each.sha256: each.public_from for each in revisions}
    known.shown = {each.sha256: each.headline for each in revisions if _is_shown(each, now)}
    return known


def settle(known, made_at, now, *, keep_schedule=False):
    """Bring the restored rows in line with what is known; a sentence for everything that somebody should read."""
    # Never a number again under which somebody keeps pages of the database that was here before. That one may be
    # lost, so the seconds since 1970 stand in for its number: no newsroom changes more often.
    Generation.objects.update(number=F("number") + max(known.generation, int(now.timestamp())) + 1)
    by = _account()
    told = [*_unsent(known, now)]
    if not keep_schedule:
        told += _hold_back(known, made_at, by)
    told += _withdraw_again(known, now, by)
    told += _gone(known, now)
    if not known.has_database:
        told.append(_("There was no database to compare with: only withdrawals that are noted beside the files "
                      "since %(at)s are known.") % {"at": _utc(made_at)})  # fmt: skip
    detail = "\n".join([_("From the backup of %(at)s.") % {"at": _utc(made_at)}, *told])
    AuditEntry.append(at=now, who=by, move="restore", detail=detail)
    by.groups.clear()
    User.objects.filter(pk=by.pk).update(is_active=False)
    return told


def _account():
    """Who stands on record for what a restore does; nobody can sign in with it."""
    user, _created = User.objects.get_or_create(username=ACCOUNT, defaults={"last_name": "Restore"})
    user.is_active = True
    user.set_unusable_password()
    user.save()
    user.groups.set(Group.objects.filter(name="Approvers"))
    return user


def _unsent(known, now):
    """What was to be sent before now may have been sent since the backup: once is better than twice."""
    due = OutboxEntry.objects.due(now).exclude(carrier=withdrawals.CARRIER)
    rows = [row for row in due if (row.carrier, row.key) not in known.waiting]
    for row in rows:
        row.outcome, row.settled_at = OutboxEntry.Outcome.DROPPED, now
        row.message = _("It was due before the restore, so it may have been sent already.")
        row.save()
        yield _("Not sent again: %(what)s, due %(at)s.") % {"what": row, "at": _utc(row.due_at)}


def _hold_back(known, made_at, by):
    """Take the instant from what waited for it at the time of the backup, the newest text of a release first."""
    waiting = Revision.objects.standing().filter(public_from__gt=made_at).order_by("-number")
    for revision in waiting.select_related("release"):
        if known.confirms(revision):
            continue
        at = revision.public_from
        reason = _("Restored from a backup, and nothing here confirms the instant.")
        # The last instant of which the backup can speak; by now the text would be public.
        revision.release.hold(by=by, now=made_at, reason=reason)
        yield _("On hold: “%(headline)s” (%(ref)s) was scheduled for %(at)s when the backup was made, and nothing "
                "here confirms that. Schedule or publish it anew.") % _named(revision, at)  # fmt: skip


def _withdraw_again(known, now, by):
    for revision in Revision.objects.public(now).filter(ref__in=known.withdrawn).select_related("release"):
        told = known.withdrawn[revision.ref]
        revision.release.withdraw(
            by=by, now=told["withdrawn_at"], reason=told["reason"], hide_headline=told["hides_headline"]
        )
        yield _(
            "Withdrawn again: “%(headline)s” (%(ref)s) is live in the backup and was withdrawn on %(at)s."
        ) % (_named(revision, told["withdrawn_at"]))


def _gone(known, now):
    """Texts that readers saw, or were to see, and that the backup does not have."""
    restored = {each.sha256 for each in Revision.objects.all() if _is_shown(each, now)}
    for sha256, headline in known.shown.items():
        if sha256 not in restored:
            yield _("Not in the backup as it stood here: “%(headline)s”, public or scheduled.") % {
                "headline": headline
            }


def _is_shown(revision, now):
    return revision.public_from is not None and (revision.public_until is None or revision.public_until > now)


def _named(revision, at):
    return {"headline": revision.headline, "ref": revision.ref, "at": _utc(at)}


def _utc(instant):
    return f"{instant:%Y-%m-%d %H:%M:%S} UTC"
