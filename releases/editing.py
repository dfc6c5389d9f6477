"""Who else has this release open, and has anybody saved it since? The desk's page asks every few seconds."""

from django.http import Http404, JsonResponse
from django.urls import path
from django.views.decorators.http import require_POST

from .models import Editing, Release
from .models.audit import name_of


def editing_urls(admin_site):
    return [
        path(
            "<int:pk>/editing/", admin_site.admin_view(require_POST(report)), name="releases_release_editing"
        ),
    ]


def report(request, pk):
    """Say that this person has the release open (or has left it), and hear about the others."""
    release = Release.objects.filter(pk=pk).select_related("edited_by").first()
    if release is None or not request.user.has_perm("releases.change_release"):
        raise Http404
    if "left" in request.POST:
        Editing.objects.filter(release=release, user=request.user).delete()
        return JsonResponse({})
    Editing.objects.update_or_create(release=release, user=request.user, defaults={"seen_at": request.now})
    others = Editing.objects.present(request.now).filter(release=release).exclude(user=request.user)
    return JsonResponse(
        {
            "others": sorted(name_of(row.user) for row in others.select_related("user")),
            "edited_at": release.edited_at.isoformat(),
            "edited_by": name_of(release.edited_by) if release.edited_by else "",
            "status": release.status,
        }
    )
