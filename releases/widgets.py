from ckeditor.widgets import CKEditorWidget
from django import forms
from django.template.defaultfilters import filesizeformat
from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html, format_html_join

from .html import ATTRIBUTES, TAGS
from .inspection import told


def allowed_content():
    """The server's allow-list in CKEditor's notation, so that the editor shows what will be kept."""
    return "; ".join(
        f"{tag}[{','.join(sorted(ATTRIBUTES[tag]))}]" if tag in ATTRIBUTES else tag for tag in sorted(TAGS)
    )


CONFIG = {
    "toolbar": "Release",
    "toolbar_Release": [
        ["Format", "Bold", "Italic", "Superscript", "Subscript", "RemoveFormat"],
        ["BulletedList", "NumberedList", "Blockquote"],
        ["Link", "Unlink", "Table", "SpecialChar"],
        ["Undo", "Redo", "Maximize", "Source"],
    ],
    "format_tags": "p;h2;h3;h4",
    "allowedContent": allowed_content(),
    "disallowedContent": "script; style; iframe; object; embed; *[on*]",
    "pasteFilter": "semantic-content",
    "contentsCss": [lazy(static, str)("releases/editor.css")],
    "removePlugins": (
        "about,autoembed,bbcode,cloudservices,codesnippet,codesnippetgeshi,docprops,easyimage,embed,embedbase,"
        "embedsemantic,exportpdf,flash,forms,iframe,mathjax,newpage,preview,print,save,scayt,smiley,templates,"
        "uploadimage,uploadwidget,wsc"
    ),
    "removeDialogTabs": "link:upload;link:advanced;link:target",
    "linkShowTargetTab": False,
    "versionCheck": False,  # the editor would tell its maker about every page view
    "disableNativeSpellChecker": False,
    "entities": False,
    "width": "100%",
    "height": 420,
    "language": "en",
    "defaultLanguage": "en",
}


class RichTextWidget(CKEditorWidget):
    """The one place that knows which editor we use: CKEditor 4, made to run without inline script."""

    def __init__(self, attrs=None):
        super().__init__(attrs=attrs)
        self.config |= CONFIG

    @property
    def media(self):
        return super().media + forms.Media(
            js=["ckeditor/ckeditor/ckeditor.js", "releases/ckeditor-strict.js"]
        )


class StoredFileWidget(forms.Widget):
    """Shows a stored file: it can be read at the desk, and never replaced."""

    def __init__(self, attachment):
        super().__init__()
        self.attachment = attachment

    def render(self, name, value, attrs=None, renderer=None):
        attachment = self.attachment
        address = reverse("admin:releases_release_file", args=[attachment.release_id, attachment.ref])
        link = format_html(
            '<a href="{}">{}</a> ({})', address, attachment.name, filesizeformat(attachment.size)
        )
        notes = format_html_join("", "<li>{}</li>", ((sentence,) for sentence in told(attachment.notes)))
        return format_html('{}<ul class="file-notes">{}</ul>', link, notes) if notes else link
