"""Parts of a page that are the same on many pages, rendered once in a generation."""

from django import template
from django.utils.safestring import SafeString

register = template.Library()

# Most vary with nothing; those that show a compound or a day are as many as there are such rows.
MOST = 2_000


@register.tag
def once(parser, token):
    """`{% once "name" what it varies with %} … {% endonce %}`.

    What stands between shows the issuer and words of our own, and nothing else of a page that is not named in
    the tag. For signed-in people, who may travel in time, it is rendered every time. No block may stand within.
    """
    _tag, name, *varying = token.split_contents()
    nodes = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodes, name, [parser.compile_filter(each) for each in varying])


class OnceNode(template.Node):
    child_nodelists = ()  # a template that extends another looks for its blocks every time; here are none

    def __init__(self, nodelist, name, varying):
        self.nodelist, self.name, self.varying = nodelist, name, varying

    def render(self, context):
        made = getattr(context.get("request"), "fragments", None)
        if made is None:
            return self.nodelist.render(context)
        key = self.name, *[each.resolve(context) for each in self.varying]
        part = made.get(key)
        if part is None:
            part = made[key] = SafeString(self.nodelist.render(context))
            if len(made) > MOST:
                made.pop(next(iter(made)), None)
        return part
