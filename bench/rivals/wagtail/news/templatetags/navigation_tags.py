from django import template

from news.models import menu

register = template.Library()


@register.inclusion_tag("news/nav.html", takes_context=True)
def top_menu(context, calling_page=None):
    items = menu(context["request"])
    for item in items:
        item.active = calling_page.url_path.startswith(item.url_path) if calling_page else False
    return {"items": items, "request": context["request"]}
