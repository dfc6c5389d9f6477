from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class IrsiteConfig(AppConfig):
    name = "irsite"

    def ready(self):
        from releases import previews

        from . import checks  # noqa: F401  (registers them)
        from .doors import checks as checks_of_doors  # noqa: F401
        from .doors import sessions

        previews.connect()
        sessions.connect()


class NewsroomAdminConfig(AdminConfig):
    default_site = "irsite.admin_site.NewsroomAdminSite"


class NewsroomStaticFilesConfig(StaticFilesConfig):
    """Leaves out the parts of CKEditor that we never load, its HTML pages among them."""

    ignore_patterns = [
        *StaticFilesConfig.ignore_patterns,
        *(
            f"ckeditor/ckeditor/plugins/{name}*"
            for name in (
                "adobeair", "ajax", "autoembed", "bbcode", "codesnippet", "devtools", "docprops", "embed",
                "exportpdf", "flash", "forms", "iframe", "mathjax", "preview", "scayt", "smiley",
                "stylesheetparser", "templates", "uicolor", "upload", "wsc",
            )
        ),
        "ckeditor/file-icons*",
        "ckeditor/galleriffic*",
        "*.md",
    ]  # fmt: skip
