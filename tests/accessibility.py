"""What axe finds on the page that is open in the browser, and whether the page fits."""

from axe_playwright_python.base import AXE_SCRIPT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# They take most of the time, for each text anew. Alike are texts below the same elements with the same classes,
# in the same colors on the same grounds, as in the rows of a list.
OF_COLORS = ["color-contrast", "link-in-text-block"]
TEXTS = """known => {
  const found = new Map(), left = new Set(known);
  const look = (element, above) => {
    const style = getComputedStyle(element);
    if (style.display === "none") return;
    const place = [above, element.localName, element.className, style.color, style.backgroundColor,
      style.backgroundImage, style.opacity].join(" ");
    const isText = element.value || element.placeholder || [...element.childNodes].some(
      node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const kind = [place, style.font, style.textDecorationLine, style.visibility].join(" ");
    if (isText && !left.has(kind) && !found.has(kind)) found.set(kind, element);
    for (const child of element.children) look(child, place);
  };
  look(document.body, getComputedStyle(document.documentElement).backgroundColor);
  return found;
}"""
FOUND = """.violations.map(each => [each.id, each.help, each.nodes[0].html.slice(0, 200)])"""
# Of these rules none reads the style sheets, which axe would fetch anew each time.
OPTIONS = {"resultTypes": ["violations"], "preload": {"assets": ["media"]}}


def violations(page):
    """`[(rule, sentence, first element)]` by all rules but those of colors."""
    _bring_axe(page)
    rules = {rule: {"enabled": False} for rule in OF_COLORS}
    options = OPTIONS | {"runOnly": RULES, "rules": rules}
    return _told(page.evaluate(f"async options => (await axe.run(document, options)){FOUND}", options))


def bad_colors(page, seen):
    """The same by the rules of colors, for texts of a kind that is not in the set `seen`; they are there then."""
    _bring_axe(page)
    options = OPTIONS | {"runOnly": {"type": "rule", "values": OF_COLORS}}
    kinds, found = page.evaluate(
        f"""async ([known, options]) => {{
          const texts = ({TEXTS})(known), include = [...texts.values()];
          return [[...texts.keys()], include.length ? (await axe.run({{include}}, options)){FOUND} : []];
        }}""",
        [[*seen], options],
    )
    seen.update(kinds)
    return _told(found)


def _bring_axe(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)


def _told(found):
    return [tuple(each) for each in found]


def is_too_wide(page):
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")
