"""Parts of a page that are the same on every page, rendered once in a generation."""

from django import template
from django.urls import get_script_prefix
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

register = template.Library()


@register.tag
def once(parser, token):
    """`{% once "name" what it varies with %} … {% endonce %}`.

    What stands between shows the issuer and words of our own, and nothing else of a page that is not named in
    the tag. Only the page front says in which generation a page is made; for signed-in people, who may travel
    in time, and with the front off, it is rendered every time. No block may stand within.
    """
    _tag, *names = token.split_contents()
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodes, [parser.compile_filter(name) for name in names])


class OnceNode(template.Node):
    def __init__(self, nodelist, names):
        self.nodelist, self.names = nodelist, names

    def render(self, context):
        made = getattr(context.get("request"), "fragments", None)
        if made is None:
            return self.nodelist.render(context)
        key = get_language(), get_script_prefix(), *(name.resolve(context) for name in self.names)
        if key not in made:
            made[key] = mark_safe(self.nodelist.render(context))
        return made[key]
